import { pool } from './db.js';

export async function printPlayers(): Promise<void> {
  const result = await pool.query('SELECT * FROM players');
  if (result.rowCount === 0) return;
  for (let i = 0; i < result.rows.length; i += 1) print(result.rows[i].full_name);
  print(result.rows[0]['email']);
}

function print(text: string): void {}
