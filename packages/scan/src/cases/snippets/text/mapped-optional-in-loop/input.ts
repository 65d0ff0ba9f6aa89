import { Pool } from 'pg';
const pool = new Pool();
export async function some(ids: number[]) {
  const places: string[] = [];
  for (const id of ids) places.push(`$${places.length + 1}`);
  return pool.query(`SELECT name FROM players WHERE id IN (${places.join(', ')})`, ids);
}
