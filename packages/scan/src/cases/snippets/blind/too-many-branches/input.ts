import { Pool } from 'pg';
const pool = new Pool();
export async function search(f: any) {
  let text = 'SELECT id FROM players WHERE true';
  if (f.a) text += ' AND a';
  if (f.b) text += ' AND b';
  if (f.c) text += ' AND c';
  if (f.d) text += ' AND d';
  if (f.e) text += ' AND e';
  if (f.f) text += ' AND f';
  if (f.g) text += ' AND g';
  return pool.query(text);
}
