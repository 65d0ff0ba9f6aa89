import type { PoolClient } from 'pg';
export async function sign(client: PoolClient, id: number) {
  await client.query('BEGIN');
  await client.query("UPDATE contracts SET status = 'signed' WHERE id = $1", [id]);
  await client.query('COMMIT');
}
