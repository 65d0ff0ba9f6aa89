import { pool } from './db.js';

async function show(isShort: boolean) {
  const { rows } = await pool.query('SELECT * FROM players');
  const player = rows[0] ?? null;
  const other = isShort ? rows[1] : rows[2];
  const third = player && rows[3];
  const fourth = rows[4] || { full_name: 'nobody' };
  return player?.full_name + other.email + third.id + fourth.season_fee;
}

show(true);
