import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './database.gen.js';

/** Opens the database of basketball-api; the caller destroys it. One connection is enough for a program that reads once. */
export function openDatabase(url: string): Kysely<Database> {
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) }),
  });
}
