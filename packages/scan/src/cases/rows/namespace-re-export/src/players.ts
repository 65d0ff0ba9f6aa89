import { players } from './stores.js';

async function show() {
  const player = await players.one(1);
  return player.full_name;
}

show();
