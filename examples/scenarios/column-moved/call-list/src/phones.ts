import type { Pool } from 'pg';

interface Player {
  readonly id: number;
  readonly full_name: string;
  readonly phone: string | null;
}

async function players(pool: Pool): Promise<readonly Player[]> {
  const { rows } = await pool.query<Player>('SELECT p.* FROM players p ORDER BY p.full_name');
  return rows;
}

export async function callList(pool: Pool): Promise<readonly string[]> {
  const list = await players(pool);
  return list.map((player) => `${player.full_name}: ${player.phone ?? 'no number'}`);
}

export async function setPhone(pool: Pool, id: number, phone: string): Promise<void> {
  await pool.query('UPDATE players SET phone = $1 WHERE id = $2', [phone, id]);
}
