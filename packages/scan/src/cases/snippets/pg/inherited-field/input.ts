import { Repository } from './repository';
export class Teams extends Repository {
  all() {
    return this.pool.query('SELECT id FROM teams');
  }
}
