import { pool } from './db.js';

export class PlayerRepository {
  async find(id: number) {
    return (await pool.query('SELECT * FROM players WHERE id = $1', [id])).rows[0];
  }
}
