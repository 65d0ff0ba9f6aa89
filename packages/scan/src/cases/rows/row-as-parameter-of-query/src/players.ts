import { pool } from './db.js';

async function copy() {
  const { rows } = await pool.query('SELECT * FROM players');
  for (const row of rows) await pool.query('INSERT INTO archive VALUES ($1, $2)', [row.id, row]);
}

copy();
