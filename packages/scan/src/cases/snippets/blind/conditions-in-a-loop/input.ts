import { Pool } from 'pg';
const pool = new Pool();
export async function search(filters: Record<string, string>) {
  const conditions: string[] = [];
  for (const key of Object.keys(filters)) conditions.push(`${key} = $${conditions.length + 1}`);
  return pool.query(`SELECT id FROM players WHERE ${conditions.join(' AND ')}`, Object.values(filters));
}
