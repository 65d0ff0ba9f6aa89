import { pool } from './db';

export async function loadPlayers() {
  return (await pool.query('SELECT * FROM players')).rows;
}
