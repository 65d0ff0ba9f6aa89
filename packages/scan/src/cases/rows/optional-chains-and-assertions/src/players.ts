import assert from 'node:assert';
import { pool } from './db.js';

async function show(response: any) {
  const result = await pool.query('SELECT * FROM players');
  const player = result?.rows?.at(-1);
  assert(player);
  assert.ok(player);
  if (Array.isArray(result.rows) && result.rows.length) return player?.['full_name']?.trim();
  return result.rows.slice(0, 2).concat(result.rows).flatMap((row) => [row, row])[0].email;
}

show(null);
