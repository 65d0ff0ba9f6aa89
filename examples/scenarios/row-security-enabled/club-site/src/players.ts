import type { Pool } from 'pg';

export async function playersOf(pool: Pool, tenant: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ full_name: string }>('SELECT full_name FROM players WHERE tenant_id = $1', [
    tenant,
  ]);
  return rows.map((row) => row.full_name);
}

export async function addPlayer(pool: Pool, id: number, tenant: number, name: string): Promise<void> {
  await pool.query('INSERT INTO players (id, tenant_id, full_name) VALUES ($1, $2, $3)', [id, tenant, name]);
}
