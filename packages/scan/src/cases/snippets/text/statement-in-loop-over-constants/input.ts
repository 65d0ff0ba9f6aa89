import { Pool } from 'pg';
const pool = new Pool();
export async function wipe() {
  for (const table of ['players', 'teams']) {
    await pool.query(`DELETE FROM ${table}`);
  }
}
