import { pool } from '../lib/db';

export const load = async () => {
  return { players: (await pool.query('SELECT * FROM players')).rows };
};
