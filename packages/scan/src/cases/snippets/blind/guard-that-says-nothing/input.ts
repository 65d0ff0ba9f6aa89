import { Pool } from 'pg';
const pool = new Pool();
export async function wipe(table: string, force: boolean) {
  if (!force || table === '') return;
  await pool.query(`DELETE FROM ${table}`);
}
