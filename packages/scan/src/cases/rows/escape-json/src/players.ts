import { pool } from './db.js';

app.get('/players', async (request, response) => {
  const { rows } = await pool.query('SELECT * FROM players');
  response.json(rows);
});

app.get('/players/:id', async (request, reply) => {
  const result = await pool.query('SELECT * FROM players WHERE id = $1', [request.params.id]);
  reply.send({ player: result.rows[0] });
});

async function text() {
  return JSON.stringify((await pool.query('SELECT * FROM players LIMIT 1')).rows);
}

text();
