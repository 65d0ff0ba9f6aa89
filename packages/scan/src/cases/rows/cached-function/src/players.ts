import { cache } from 'react';
import { pool } from './db.js';

const find = cache(async (id: number) => {
  const { rows } = await pool.query('SELECT * FROM players WHERE id = $1', [id]);
  return rows[0];
});

async function show() {
  return (await find(1)).full_name;
}

show();
