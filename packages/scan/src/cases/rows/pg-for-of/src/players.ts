import { pool } from './db.js';

async function list(): Promise<void> {
  const { rows } = await pool.query('SELECT * FROM players');
  for (const row of rows) console.log(row.full_name);
  for (const { email } of rows) console.log(email);
  for (const [position, row] of rows.entries()) console.log(position, row.id);
}

list();
