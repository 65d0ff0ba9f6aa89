import { json } from '@sveltejs/kit';
import { pool } from '../../../lib/db';

export async function GET() {
  const { rows } = await pool.query('SELECT * FROM players');
  return json(rows);
}
