import { pgTable as table, text as string } from 'drizzle-orm/pg-core';

export const teams = table('teams', { name: string('team_name') });
