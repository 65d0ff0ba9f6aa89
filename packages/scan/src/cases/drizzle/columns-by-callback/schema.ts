import { pgTable } from 'drizzle-orm/pg-core';

export const players = pgTable('players', (t) => ({
  id: t.serial().primaryKey(),
  email: t.varchar({ length: 255 }).unique(),
  dateOfBirth: t.date('date_of_birth'),
}));
