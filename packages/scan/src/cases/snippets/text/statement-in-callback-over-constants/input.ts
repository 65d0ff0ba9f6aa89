import { Pool } from 'pg';
const pool = new Pool();
export const wipe = () => Promise.all(['players', 'teams'].map((table) => pool.query(`DELETE FROM ${table}`)));
