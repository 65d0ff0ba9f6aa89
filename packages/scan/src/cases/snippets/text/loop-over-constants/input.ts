import { Pool } from 'pg';
const pool = new Pool();
export async function counts() {
  let text = 'SELECT 1';
  for (const table of ['players', 'teams']) text += ` UNION ALL SELECT count(*) FROM ${table}`;
  return pool.query(text);
}
