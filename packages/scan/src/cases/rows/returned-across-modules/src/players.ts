import { findPlayer as find, listPlayers } from './index.js';
import * as store from './index.js';

async function show() {
  const player = await find(1);
  const { length } = await listPlayers();
  return player.full_name + length + (await store.listPlayers())[0].email;
}

show();
