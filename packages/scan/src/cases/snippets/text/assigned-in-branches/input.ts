import { Pool } from 'pg';
const pool = new Pool();
export async function roster(active: boolean) {
  let text;
  if (active) {
    text = 'SELECT id FROM players WHERE active';
  } else {
    text = 'SELECT id FROM players';
  }
  return pool.query(text);
}
