import type { PlayerStore } from './store.js';

export async function page(store: PlayerStore): Promise<string> {
  const player = await store.find(1);
  return player.full_name;
}
