import { container, PLAYERS } from './container.js';
import type { Repository } from './store.js';

interface Teams {
  findById(id: number): { custom_notes: string };
}

export async function page(teams: Teams) {
  const players = container.get<Repository<any>>(PLAYERS);
  const player = await players.findById(1);
  return player.full_name + teams.findById(2).custom_notes;
}
