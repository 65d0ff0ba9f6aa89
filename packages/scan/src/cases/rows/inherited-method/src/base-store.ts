import { pool } from './db.js';

export abstract class BaseStore {
  protected async all(text: string, values: unknown[]) {
    const { rows } = await pool.query(text, values);
    return rows;
  }
}
