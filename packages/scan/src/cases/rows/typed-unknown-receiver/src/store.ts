import { pool } from './db.js';

export class PlayerStore {
  async findPlayer(id: number) {
    return (await pool.query('SELECT * FROM players WHERE id = $1', [id])).rows[0];
  }
}
