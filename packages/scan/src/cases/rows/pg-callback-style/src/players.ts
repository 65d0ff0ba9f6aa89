import { pool } from './db.js';

pool.query('SELECT * FROM players', (error, result) => {
  if (error) throw error;
  for (const row of result.rows) console.log(row.full_name);
});
pool.query('SELECT * FROM players WHERE id = $1', [1], function (error, { rows }) {
  console.log(rows[0].email);
});
