import type { Pool } from 'pg';

export async function findPlayer(pool: Pool, id: number): Promise<string | null> {
  const { rows } = await pool.query<{ full_name: string }>('SELECT full_name FROM players WHERE id = $1', [id]);
  return rows[0]?.full_name ?? null;
}

export async function newcomers(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ full_name: string }>(
    'SELECT p.full_name, p.joined_on FROM players p GROUP BY p.id ORDER BY p.joined_on DESC',
  );
  return rows.map((row) => row.full_name);
}

export async function registerPlayer(pool: Pool, id: number, name: string, email: string): Promise<void> {
  await pool.query(
    `INSERT INTO players (id, full_name, email) VALUES ($1, $2, $3)
     ON CONFLICT ON CONSTRAINT players_email_key DO UPDATE SET full_name = EXCLUDED.full_name`,
    [id, name, email],
  );
}
