import { Pool } from 'pg';
const pool = new Pool();
export const recent = (days: number) =>
  pool.query(`SELECT id FROM games WHERE played_at > now() - INTERVAL '${days} days'`);
