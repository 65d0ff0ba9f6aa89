import { pool } from './db.js';
import { findPlayer, listPlayers } from './players.queries.js';

export async function page(id: number) {
  const [player] = await findPlayer.run({ id }, pool);
  const all = await listPlayers.run(undefined, pool);
  return all.map((each) => each.email).join() + player.full_name;
}
