import { integer, pgTable, serial, text, timestamp, varchar, index } from 'drizzle-orm/pg-core';

export const players = pgTable(
  'players',
  {
    id: serial('id').primaryKey(),
    fullName: varchar('full_name', { length: 120 }).notNull(),
    teamId: integer('team_id').references(() => teams.id),
    notes: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).defaultNow().notNull(),
  },
  (table) => [index('players_team').on(table.teamId)],
);

export const teams = pgTable('teams', { id: serial().primaryKey(), name: text().notNull() });
