import { eq } from 'drizzle-orm';
import { integer, pgTable, pgView } from 'drizzle-orm/pg-core';

const players = pgTable('players', { id: integer('id'), teamId: integer('team_id') });
const teams = pgTable('teams', { id: integer('id') });
export const roster = pgView('roster').as((qb) => qb.select().from(players).innerJoin(teams, eq(teams.id, players.teamId)));
