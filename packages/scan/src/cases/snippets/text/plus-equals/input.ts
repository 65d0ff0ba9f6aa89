import { Pool } from 'pg';
const pool = new Pool();
export async function roster() {
  let text = 'SELECT id FROM players';
  text += ' WHERE active';
  text += ' ORDER BY name';
  return pool.query(text);
}
