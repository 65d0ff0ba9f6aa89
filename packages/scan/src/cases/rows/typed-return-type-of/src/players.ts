import { pool } from './db.js';

export function makeStore() {
  return {
    async find(id: number) {
      return (await pool.query('SELECT * FROM players WHERE id = $1', [id])).rows[0];
    },
  };
}
