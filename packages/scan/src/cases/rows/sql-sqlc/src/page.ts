import { findPlayer, listPlayers } from './query_sql.js';

export async function page(client: any) {
  const player = await findPlayer(client, { id: 1 });
  const [first] = await listPlayers(client);
  return player?.full_name + first.fullName;
}
