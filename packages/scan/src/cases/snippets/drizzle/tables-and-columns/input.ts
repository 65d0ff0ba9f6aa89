import { sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { players } from './schema';
export const roster = (db: NodePgDatabase, id: number) =>
  db.execute(sql`SELECT ${players.teamId}, ${players.id} FROM ${players} WHERE ${players.name} = ${'x'} AND id = ${id}`);
