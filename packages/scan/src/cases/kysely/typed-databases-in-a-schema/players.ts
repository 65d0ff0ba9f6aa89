import type { Tx } from './store/pool.js';

export async function rename(tx: Tx, id: number, name: string) {
  await tx.updateTable('players').set({ name }).where('id', '=', id).execute();
  return tx.withSchema('archive').selectFrom('players').innerJoin('public.teams', 'teams.id', 'players.id').select('players.name').execute();
}
