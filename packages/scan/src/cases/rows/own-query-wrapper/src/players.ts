import { all, one } from './db.js';

async function show() {
  const player = await one('SELECT * FROM players WHERE id = $1', [1]);
  const players = await all<{ email: string }>('SELECT * FROM players');
  return player.full_name + players[0].email;
}

show();
