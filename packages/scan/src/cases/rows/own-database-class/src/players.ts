import { database } from './db.js';

async function show() {
  const players = await database.select('SELECT * FROM players');
  return players.map((player) => player.full_name);
}

show();
