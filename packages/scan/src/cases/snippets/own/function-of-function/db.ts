import { Pool } from 'pg';
const pool = new Pool();
function query(text: string, params?: unknown[]) {
  return pool.query(text.trim(), params);
}
export async function one(text: string, params: unknown[] = []) {
  return (await query(text, params)).rows[0];
}
