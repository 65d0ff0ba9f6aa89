import { PlayerStore } from './player-store.js';
import { pool } from './db.js';

const store = new PlayerStore(pool);

async function show() {
  const player = await store.find(1);
  const all = await store.list();
  return player.full_name + all.map((each) => each.email);
}

show();
