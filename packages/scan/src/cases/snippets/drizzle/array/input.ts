import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
const db = drizzle('postgres://');
export const odd = () => db.execute(sql`SELECT id FROM players WHERE id IN ${[1, 2]}`);
