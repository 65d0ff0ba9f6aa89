import { eq, sql } from 'drizzle-orm';
import { integer, pgMaterializedView, pgTable, pgView, text } from 'drizzle-orm/pg-core';

export const players = pgTable('players', { id: integer('id'), fullName: text('full_name'), teamId: integer('team_id') });
export const active = pgView('active_players').as((qb) => qb.select().from(players).where(eq(players.teamId, 1)));
export const sizes = pgMaterializedView('team_sizes').as((qb) => {
  return qb.select({ teamId: players.teamId, size: sql<number>`count(*)`.as('size') }).from(players).groupBy(players.teamId);
});
export const legacy = pgView('legacy', { id: integer('id'), note: text('note') }).as(sql`select id, note from old_players`);
