import { pool } from './db.js';

export abstract class Repository<Row> {
  abstract findById(id: number): Promise<Row>;
}

export class PlayerRepository extends Repository<any> {
  async findById(id: number) {
    return (await pool.query('SELECT * FROM players WHERE id = $1', [id])).rows[0];
  }
}
