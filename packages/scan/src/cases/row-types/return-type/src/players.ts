import { pool } from './db.js';

interface Player {
  id: number;
}

export async function players(): Promise<Player[]> {
  const { rows } = await pool.query('SELECT * FROM players');
  return rows;
}

export const first = async (): Promise<Player | null> => (await pool.query('SELECT * FROM players LIMIT 1')).rows[0] ?? null;
