import { db } from './db.js';

export async function deleteById(table: 'players' | 'teams' | string, id: number) {
  await db.deleteFrom(table).where('id', '=', id).execute();
}
export async function countPlayers(onlyPublic = true) {
  return db.selectFrom('players').select(({ fn }) => fn.countAll().as('n')).where('is_public', '=', onlyPublic).execute();
}
