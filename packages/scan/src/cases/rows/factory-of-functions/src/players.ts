import { createStore } from './store.js';
import { pool } from './db.js';

const { find, list } = createStore(pool);

async function show() {
  const player = await find(1);
  for (const each of await list()) console.log(each.email);
  return player.full_name;
}

show();
