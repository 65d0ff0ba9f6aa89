import { Pool } from 'pg';
const pool = new Pool();
export const roster = (dir: string) =>
  pool.query(`SELECT id FROM players ORDER BY name ${dir === 'DESC' ? dir : 'ASC'}`);
