import type { Pool } from 'pg';

export async function roster(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ full_name: string }>('SELECT full_name FROM public_roster ORDER BY full_name');
  return rows.map((row) => row.full_name);
}

export async function tallPlayers(pool: Pool): Promise<readonly number[]> {
  const { rows } = await pool.query<{ id: number }>('SELECT id FROM public_roster WHERE height_cm > 200');
  return rows.map((row) => row.id);
}
