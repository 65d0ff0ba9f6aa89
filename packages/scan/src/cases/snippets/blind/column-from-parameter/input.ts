import { Pool } from 'pg';
const pool = new Pool();
export const by = (column: string, value: unknown) =>
  pool.query(`SELECT id FROM players WHERE ${column} = $1`, [value]);
