import { pool } from './db.js';

const SHOWN = ['full_name', 'email'] as const;

async function show(key: string, column: 'team_id' | 'season_fee') {
  const { rows } = await pool.query('SELECT * FROM players');
  const [player] = rows;
  for (const name of SHOWN) console.log(player[name]);
  console.log(player[column], SHOWN.map((name) => player[name]));
  return player[key];
}

show('id', 'team_id');
