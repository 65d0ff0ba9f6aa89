import type { Pool } from 'pg';

export async function roster(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ full_name: string }>('SELECT full_name FROM public_roster ORDER BY full_name');
  return rows.map((row) => row.full_name);
}
