import { container } from './container.js';

const roster = [{ findPlayer: (id: number) => ({ id, date_of_birth: null }) }];

export async function page() {
  const player = await container.resolve('players').findPlayer(1);
  const { cradle } = container;
  const other = await cradle.players.findPlayer(2);
  console.log(roster[0]?.findPlayer(3).date_of_birth);
  return player.full_name + other.email;
}
