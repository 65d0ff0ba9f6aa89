import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
const db = drizzle('postgres://');
export const sign = () => db.transaction(async (tx) => tx.execute(sql`UPDATE contracts SET signed = true`));
