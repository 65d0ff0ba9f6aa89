import { Pool } from 'pg';
const pool = new Pool();
export const roster = (byName: boolean) =>
  pool.query(`SELECT id FROM players ORDER BY ${byName ? 'name' : 'id'}`);
