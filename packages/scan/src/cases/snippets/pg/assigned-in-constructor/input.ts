import { Pool } from 'pg';
class Teams {
  constructor() {
    this.store = new Pool();
  }
  all() {
    return this.store.query('SELECT id FROM teams');
  }
}
