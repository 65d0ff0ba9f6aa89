import { Pool } from 'pg';
const pool = new Pool();
export async function teams() {
  const text = 'SELECT id FROM teams';
  return pool.query({ text });
}
