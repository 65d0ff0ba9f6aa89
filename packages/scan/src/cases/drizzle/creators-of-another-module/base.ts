import { pgTableCreator } from 'drizzle-orm/pg-core';

export const leagueTable = pgTableCreator((name) => 'league_' + name);
