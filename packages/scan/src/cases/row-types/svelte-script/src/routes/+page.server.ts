import { pool } from '../db';

export const load = async () => ({ player: (await pool.query('SELECT * FROM players')).rows[0] });
