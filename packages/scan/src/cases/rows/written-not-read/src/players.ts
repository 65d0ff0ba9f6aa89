import { pool } from './db.js';

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  const player = rows[0];
  player.full_name = 'new';
  delete player.email;
  player.season_fee += 1;
  return player.team_id;
}

show();
