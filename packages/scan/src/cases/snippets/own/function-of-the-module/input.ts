import { Pool } from 'pg';
const pool = new Pool();
async function rows<T>(text: string, values: unknown[] = []): Promise<T[]> {
  const result = await pool.query(text, values);
  return result.rows as T[];
}
export const teams = () => rows('SELECT id FROM teams');
export const player = (id: number) => rows('SELECT name FROM players WHERE id = $1', [id]);
