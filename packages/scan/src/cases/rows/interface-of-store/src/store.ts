import { pool } from './db.js';

export interface PlayerStore {
  find(id: number): Promise<any>;
}

export class SqlPlayerStore implements PlayerStore {
  async find(id: number) {
    return (await pool.query('SELECT * FROM players WHERE id = $1', [id])).rows[0];
  }
}
