import { Pool, type PoolClient } from 'pg';
const pool = new Pool();
async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}
export const sign = (id: number) =>
  inTransaction(async (c) => {
    await c.query('UPDATE contracts SET signed_at = now() WHERE id = $1', [id]);
  });
