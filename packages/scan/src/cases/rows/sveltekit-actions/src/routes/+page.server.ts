import { fail } from '@sveltejs/kit';
import { pool } from '../lib/db';

export const actions = {
  default: async () => {
    const { rows } = await pool.query('SELECT * FROM players');
    if (rows.length > 9) return fail(400, { player: rows[9] });
    return { player: rows[0] };
  },
};
