import type { Pool } from 'pg';

export function createStore(pool: Pool) {
  async function find(id: number) {
    const { rows } = await pool.query('SELECT * FROM players WHERE id = $1', [id]);
    return rows[0];
  }
  return {
    find,
    async list() {
      const { rows } = await pool.query('SELECT * FROM players');
      return rows;
    },
  };
}
