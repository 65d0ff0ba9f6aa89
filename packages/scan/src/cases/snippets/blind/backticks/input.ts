import { Pool } from 'pg';
const pool = new Pool();
export const roster = () => pool.query('SELECT `id` FROM `players`');
