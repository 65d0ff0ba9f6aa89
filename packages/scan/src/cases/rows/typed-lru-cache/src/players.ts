import { LRUCache } from 'lru-cache';
import { pool } from './db.js';

const cache = new LRUCache<number, any>({ max: 100 });

export async function warm() {
  const { rows } = await pool.query('SELECT * FROM players');
  for (const row of rows) cache.set(row.id, row);
}

export async function show() {
  await warm();
  const peeked = cache.peek(1);
  const fetched = await cache.fetch(2);
  return cache.get(3).full_name + peeked.email + fetched.team_id;
}

show();
