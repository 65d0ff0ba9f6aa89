import { countPlayers, deleteById } from './base.js';

export async function clear(id: number) {
  await deleteById('player_teams', id);
  return (await countPlayers(false)).executeTakeFirst;
}
