import { pool } from './db.js';

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  const player = { ...rows[0], full_name: 'hidden', age: 7 };
  const copy = Object.assign({}, rows[0], { team_id: 1 });
  const { email, ...others } = copy;
  const view = { ...others };
  return player.full_name + player.email + copy.season_fee + email + view.custom_notes + view.email;
}

show();
