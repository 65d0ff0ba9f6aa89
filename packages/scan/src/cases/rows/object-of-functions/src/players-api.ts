import { pool } from './db.js';

export const players = {
  find: async (id: number) => (await pool.query('SELECT * FROM players WHERE id = $1', [id])).rows[0],
  nested: {
    all: async () => (await pool.query('SELECT * FROM players')).rows,
  },
  count: 0,
};
