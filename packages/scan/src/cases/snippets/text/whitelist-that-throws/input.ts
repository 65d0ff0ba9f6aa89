import { Pool } from 'pg';
const pool = new Pool();
const TABLES = ['players', 'teams'];
export async function count(table: string) {
  if (!TABLES.includes(table)) throw new Error(table);
  return pool.query(`SELECT count(*) FROM ${table}`);
}
