import { integer, pgPolicy, pgTable } from 'drizzle-orm/pg-core';

export const players = pgTable.withRLS('players', { id: integer('id') }, () => [pgPolicy('owner', { as: 'permissive' })]);
export const teams = pgTable('teams', { id: integer('id') }).enableRLS();
