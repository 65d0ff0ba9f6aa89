import { Pool } from 'pg';

const pool = new Pool();

export async function all<Row extends object>(text: string): Promise<Row[]> {
  const { rows } = await pool.query<Row>(text);
  return rows;
}
