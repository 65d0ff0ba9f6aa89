import { pool } from './db.js';

export async function findPlayer(id: number) {
  return (await pool.query('SELECT * FROM players WHERE id = $1', [id])).rows[0];
}

export async function listPlayers() {
  return (await pool.query('SELECT * FROM players')).rows;
}
