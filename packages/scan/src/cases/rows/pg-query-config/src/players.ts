import { pool } from './db.js';

async function show(): Promise<string> {
  const result = await pool.query({ text: 'SELECT * FROM players WHERE id = $1', values: [1], rowMode: undefined });
  return result.rows[0].full_name;
}

show();
