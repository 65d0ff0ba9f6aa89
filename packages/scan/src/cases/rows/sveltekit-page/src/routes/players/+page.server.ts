import { pool } from '$lib/db';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
  const { rows } = await pool.query('SELECT * FROM players');
  return { players: rows, first: rows[0] };
};
