import { pool } from './db.js';

export async function one(id: number) {
  const { rows } = await pool.query('SELECT * FROM players WHERE id = $1', [id]);
  return rows[0];
}

const listPlayers = async () => (await pool.query('SELECT * FROM players')).rows;

export { listPlayers };
