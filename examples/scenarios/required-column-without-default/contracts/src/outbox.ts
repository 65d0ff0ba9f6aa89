import type { Pool } from 'pg';

export async function announce(pool: Pool, event: string, payload: object): Promise<void> {
  await pool.query('INSERT INTO outbox (event_type, payload) VALUES ($1, $2)', [event, JSON.stringify(payload)]);
}

export async function waiting(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ waiting: number }>('SELECT count(*)::int AS waiting FROM outbox');
  return rows[0]?.waiting ?? 0;
}
