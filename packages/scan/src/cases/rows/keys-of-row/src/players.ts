import { pool } from './db.js';

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  if ('team_id' in rows[0] && Object.hasOwn(rows[0], 'email')) return rows[0].hasOwnProperty('season_fee');
  return Object.keys(rows[0]);
}

async function dump() {
  const { rows } = await pool.query('SELECT * FROM players LIMIT 1');
  for (const key in rows[0]) console.log(key);
  for (const [key, value] of Object.entries(rows[0])) console.log(key, value);
}

show();
dump();
