import { last, map, pluck, sortBy } from 'ramda';
import { pool } from './db.js';

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  const names = map((row: any) => row.full_name)(rows);
  const sorted = sortBy((row) => row.season_fee, rows);
  const mails = pluck('email', rows);
  console.log(names, sorted[0]?.team_id, last(rows)?.id, mails);
}

show();
