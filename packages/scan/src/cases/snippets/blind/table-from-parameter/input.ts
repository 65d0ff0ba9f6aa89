import { Pool } from 'pg';
const pool = new Pool();
export async function countRows(table: string) {
  return pool.query(`SELECT count(*) FROM ${table}`);
}
