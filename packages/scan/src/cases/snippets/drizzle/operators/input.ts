import { and, eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { players } from './schema';
const db = drizzle('postgres://');
export const odd = (id: number) => db.execute(sql`SELECT 1 FROM ${players} WHERE ${eq(players.id, id)}`);
