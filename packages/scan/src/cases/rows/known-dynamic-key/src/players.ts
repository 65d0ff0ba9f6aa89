import { pool } from './db.js';

const COLUMN = 'full_name';

async function show(column: 'team_id' | 'season_fee', isShort: boolean) {
  const { rows } = await pool.query('SELECT * FROM players');
  return rows[0][COLUMN] + rows[0][column] + rows[0][isShort ? 'id' : 'email'];
}

show('team_id', true);
