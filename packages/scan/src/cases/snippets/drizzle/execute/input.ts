import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
const db = drizzle('postgres://');
export const roster = (id: number) => db.execute(sql`SELECT id FROM players WHERE team_id = ${id}`);
export const text = () => db.execute('SELECT id FROM teams');
