import { Pool } from 'pg';
const pool = new Pool();
export const some = (ids: number[]) => pool.query(`SELECT name FROM players WHERE id IN (${ids.join(',')})`);
