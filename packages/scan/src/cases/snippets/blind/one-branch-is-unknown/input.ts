import { Pool } from 'pg';
const pool = new Pool();
export const roster = (order?: string) =>
  pool.query(order ? `SELECT id FROM players ORDER BY ${order}` : 'SELECT id FROM players');
