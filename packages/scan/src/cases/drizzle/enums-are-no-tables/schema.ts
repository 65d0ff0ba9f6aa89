import { pgEnum, pgSequence, pgTable } from 'drizzle-orm/pg-core';

export const status = pgEnum('status', ['active', 'retired']);
export const numbers = pgSequence('numbers');
export const players = pgTable('players', { status: status('status').notNull(), former: status() });
