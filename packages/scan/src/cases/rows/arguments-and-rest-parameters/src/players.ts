import { pool } from './db.js';

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  log('x', rows[0], rows[1]);
  old(rows[0]);
}

function log(level: string, ...players: any[]) {
  for (const player of players) console.log(level, player.email);
}

function old() {
  return arguments[0].full_name;
}

show();
