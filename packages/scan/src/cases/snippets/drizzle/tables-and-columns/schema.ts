import { integer, pgTable, serial, text } from 'drizzle-orm/pg-core';
export const players = pgTable('players', {
  id: serial().primaryKey(),
  name: text('full_name').notNull(),
  teamId: integer('team_id').references(() => players.id),
});
