import { integer, pgTable } from 'drizzle-orm/pg-core';
import { auditColumns } from '@league/columns';

declare const key: string;

export const players = pgTable('players', { id: integer('id'), ...auditColumns });
export const teams = pgTable('teams', { [key]: integer('id') });
export const games = pgTable('games', { score: integer(key) });
