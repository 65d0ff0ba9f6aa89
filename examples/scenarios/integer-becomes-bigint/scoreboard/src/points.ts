import type { Pool } from 'pg';

interface Points {
  readonly id: number;
  readonly points: number;
}

/** One basket more: with a bigint `points` is a string, and 5 becomes 51. */
export async function pointsAfterBasket(pool: Pool, id: number): Promise<number> {
  const { rows } = await pool.query<Points>('SELECT id, points FROM players WHERE id = $1', [id]);
  return (rows[0]?.points ?? 0) + 1;
}

export async function playersOf(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ full_name: string }>('SELECT full_name FROM players ORDER BY full_name');
  return rows.map((row) => row.full_name);
}
