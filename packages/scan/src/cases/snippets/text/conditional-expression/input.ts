import { Pool } from 'pg';
const pool = new Pool();
export const roster = (byName: boolean) =>
  pool.query(byName ? 'SELECT id FROM players ORDER BY name' : 'SELECT id FROM players ORDER BY id');
