import { pool } from './db.js';

export async function findPlayer() {
  return (await pool.query('SELECT * FROM players')).rows[0];
}

export const page = async () => (await findPlayer()).full_name;
