import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
const db = drizzle('file');
export const odd = () => db.run(sql`SELECT id FROM players`);
