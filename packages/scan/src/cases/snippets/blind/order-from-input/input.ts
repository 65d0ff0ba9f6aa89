import { Pool } from 'pg';
const pool = new Pool();
export const roster = ({ sort, dir }: { sort: string; dir: string }) =>
  pool.query(`SELECT id FROM players ORDER BY ${sort} ${dir}`);
