import { Pool } from 'pg';
const pool = new Pool();
export const search = (active: boolean) =>
  pool.query(
    ['SELECT id FROM players', active && 'WHERE active', 'ORDER BY id'].filter(Boolean).join('\n'),
  );
