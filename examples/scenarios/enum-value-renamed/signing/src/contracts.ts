import type { Pool } from 'pg';

export async function signedContracts(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ player_name: string }>(
    "SELECT player_name FROM contracts WHERE status = 'signed'",
  );
  return rows.map((row) => row.player_name);
}

export async function sign(pool: Pool, id: number): Promise<void> {
  await pool.query("UPDATE contracts SET status = 'signed' WHERE id = $1", [id]);
}

export async function isSigned(pool: Pool, id: number): Promise<boolean> {
  const { rows } = await pool.query<{ status: string }>('SELECT status FROM contracts WHERE id = $1', [id]);
  return rows[0]?.status === 'signed';
}
