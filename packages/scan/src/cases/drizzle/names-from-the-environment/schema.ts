import { integer, pgSchema, pgTable } from 'drizzle-orm/pg-core';

export const players = pgTable(process.env.PLAYERS_TABLE ?? 'players', { id: integer('id') });
export const tenant = (name: string) => pgSchema(name).table('settings', { id: integer('id') });
