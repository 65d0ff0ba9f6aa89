import { pool } from './db';
export const teams = () => pool.query('SELECT id, name FROM teams');
