import { Pool } from 'pg';
const pool = new Pool();
export async function search(name: string) {
  let text = 'SELECT id FROM players';
  if (name === '') {
    text = 'not sent';
    return [];
  }
  text += ' WHERE name = $1';
  return pool.query(text, [name]);
}
