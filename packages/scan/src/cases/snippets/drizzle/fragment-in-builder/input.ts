import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { players } from './schema';
const db = drizzle('postgres://');
export const counts = () => db.select({ n: sql<number>`count(*)` }).from(players).where(sql`${players.id} > 1`);
