import type { Kysely, Transaction } from 'kysely';
import { db } from './db.js';

export async function rename(id: number, name: string, trx?: Transaction<any>) {
  const executor = trx ?? db;
  await executor.updateTable('players').set({ name }).where('id', '=', id).execute();
  await (trx || db).insertInto('renames').values({ id, name }).execute();
  const run = async (source: Kysely<any> = db) => source.deleteFrom('stale').execute();
  await run();
  await run(trx);
}
