import { pool } from './db.js';

export const { rows: players } = await pool.query('SELECT * FROM players');
