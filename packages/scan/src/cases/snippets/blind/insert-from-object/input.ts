import { Pool } from 'pg';
const pool = new Pool();
export async function insert(row: Record<string, unknown>) {
  const columns = Object.keys(row);
  const places = columns.map((_, i) => `$${i + 1}`);
  return pool.query(`INSERT INTO players (${columns.join(', ')}) VALUES (${places.join(', ')})`, Object.values(row));
}
