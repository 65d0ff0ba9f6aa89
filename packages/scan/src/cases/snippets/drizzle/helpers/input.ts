import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
const db = drizzle('postgres://');
export const odd = (ids: number[]) =>
  db.execute(sql`SELECT ${sql.identifier('birth date')} FROM players WHERE ${sql.raw('active')} AND id IN (${sql.join(ids, sql`, `)})`);
