import { pool } from './db.js';

function first() {
  return pool
    .query('SELECT * FROM players')
    .then((result) => result.rows)
    .then((rows) => rows[0])
    .catch(() => undefined);
}

async function show() {
  const player = await first();
  return player?.full_name;
}

show();
