import { Pool } from 'pg';
const pool = new Pool();
export const all = (table: string) => pool.query(`SELECT * FROM "${table}"`);
