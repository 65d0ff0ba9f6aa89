import type { Sql } from 'postgres';
import type postgres from 'postgres';
export const teams = (sql: Sql) => sql`SELECT id FROM teams`;
export const players = (db: postgres.Sql<{}>) => db`SELECT id FROM players`;
