import { Pool } from 'pg';
export class Database {
  private readonly pool = new Pool();
  run(text: string, values: unknown[]) {
    return this.pool.query({ text, values });
  }
}
