import { Pool } from 'pg';
const pool = new Pool();
export const query = (text: string, params?: unknown[]) => pool.query(text, params);
export async function one(options: { text: string }) {
  return pool.query({ text: options.text });
}
