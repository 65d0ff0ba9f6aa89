import { Pool } from 'pg';
export class Outbox {
  #pool = new Pool();
  async next() {
    return this.#pool.query("SELECT id, payload FROM outbox WHERE status = 'pending' LIMIT 1");
  }
}
