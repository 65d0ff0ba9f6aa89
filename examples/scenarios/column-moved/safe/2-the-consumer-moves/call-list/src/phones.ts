import type { Pool } from 'pg';

interface Entry {
  readonly full_name: string;
  readonly phones: string | null;
}

export async function callList(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<Entry>(
    `SELECT p.full_name, string_agg(n.phone, ', ') AS phones
     FROM players p LEFT JOIN player_phones n ON n.player_id = p.id
     GROUP BY p.id ORDER BY p.full_name`,
  );
  return rows.map((row) => `${row.full_name}: ${row.phones ?? 'no number'}`);
}

export async function addPhone(pool: Pool, id: number, phone: string): Promise<void> {
  await pool.query('INSERT INTO player_phones (player_id, phone) VALUES ($1, $2)', [id, phone]);
}
