import { Pool } from 'pg';
import Cursor from 'pg-cursor';
const pool = new Pool();
export async function all() {
  const client = await pool.connect();
  const cursor = client.query(new Cursor('SELECT id, name FROM players WHERE active = $1', [true]));
  return cursor.read(100);
}
