import { Pool } from 'pg';
const pool = new Pool();
export async function GET() {
  const [players, teams] = await Promise.all([
    pool.query('SELECT id FROM players'),
    pool.query('SELECT id FROM teams'),
  ]);
  return { players, teams };
}
