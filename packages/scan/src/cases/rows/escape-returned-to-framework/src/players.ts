import { pool } from './db.js';

export async function GET() {
  const { rows } = await pool.query('SELECT * FROM players');
  return Response.json(rows);
}

export async function listPlayers() {
  const { rows } = await pool.query('SELECT * FROM players LIMIT 1');
  return rows;
}

fastify.get('/players', async () => {
  const { rows } = await pool.query('SELECT * FROM players LIMIT 2');
  return rows;
});
