import type { Handle } from '@sveltejs/kit';
import { pool } from './db.js';

export const handle: Handle = async ({ event, resolve }) => {
  const { rows } = await pool.query('SELECT * FROM players WHERE id = $1', [1]);
  event.locals.player = rows[0];
  return resolve(event);
};
