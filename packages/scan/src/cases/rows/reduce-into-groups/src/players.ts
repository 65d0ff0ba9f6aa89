import { pool } from './db.js';

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  const groups = rows.reduce((all, row) => {
    (all[row.team_id] ??= []).push(row);
    return all;
  }, {});
  const list = rows.reduce((all, row) => [...all, { ...row, grown: true }], []);
  const grouped = Object.groupBy(rows, (row) => row.season_fee);
  return groups[7][0].full_name + list[0].email + grouped['1'][0].custom_notes;
}

show();
