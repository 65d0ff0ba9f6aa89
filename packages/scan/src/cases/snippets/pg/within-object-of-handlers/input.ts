import { pool } from './db';
export const actions = {
  sign: async () => {
    await pool.query('UPDATE contracts SET signed = true');
  },
  async cancel() {
    await pool.query('DELETE FROM contracts');
  },
};
