import { Pool } from 'pg';
const pool = new Pool();
export async function wipe(options: { table: string }) {
  if (options.table === 'players' || options.table === 'teams') {
    await pool.query(`DELETE FROM ${options.table}`);
  }
}
