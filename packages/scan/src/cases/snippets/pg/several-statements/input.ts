import { Pool } from 'pg';
const pool = new Pool();
await pool.query(`
  DELETE FROM games WHERE season < 2000;
  -- and then
  UPDATE teams SET wins = 0;
`);
