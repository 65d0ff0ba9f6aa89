import { Pool } from 'pg';
const pool = new Pool();
export const roster = (limit?: number) => pool.query(`SELECT id FROM players LIMIT ${limit ?? 10}`);
