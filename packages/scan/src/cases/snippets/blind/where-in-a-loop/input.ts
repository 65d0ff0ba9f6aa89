import { Pool } from 'pg';
const pool = new Pool();
export async function search(filters: Record<string, string>) {
  let text = 'SELECT id FROM players WHERE true';
  let i = 0;
  for (const [column, value] of Object.entries(filters)) {
    i += 1;
    text += ` AND ${column} = $${i}`;
  }
  return pool.query(text, Object.values(filters));
}
