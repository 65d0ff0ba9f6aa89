import { Pool } from 'pg';

const pool = new Pool();

export async function all<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  const result = await pool.query(text, values);
  return result.rows as Row[];
}

export async function one(text: string, values: unknown[]): Promise<any> {
  const [row] = await all<any>(text, values);
  return row ?? null;
}
