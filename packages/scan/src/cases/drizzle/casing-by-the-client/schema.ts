import { date, integer, pgTable } from 'drizzle-orm/pg-core';

export const players = pgTable('players', { id: integer(), dateOfBirth: date(), jerseyNumber2: integer(), shirtURL: integer('shirtURL') });
