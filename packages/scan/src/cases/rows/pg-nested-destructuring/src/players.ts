import { pool } from './db.js';

async function show(): Promise<string> {
  const {
    rows: [{ full_name, custom_notes: notes }, second],
  } = await pool.query('SELECT * FROM players LIMIT 2');
  return full_name + notes + second.season_fee;
}

show();
