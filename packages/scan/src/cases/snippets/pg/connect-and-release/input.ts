import pg from 'pg';
const pool = new pg.Pool();
export async function POST() {
  const client = await pool.connect();
  try {
    await client.query('DELETE FROM outbox WHERE sent');
  } finally {
    client.release();
  }
}
