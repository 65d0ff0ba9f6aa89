import type { Kysely } from 'kysely';
import type { Database } from './database.js';

export async function findPlayer(db: Kysely<Database>, id: number) {
  return await db.selectFrom('players').select(['id', 'name as full_name']).where('id', '=', id).executeTakeFirst();
}
