import { Pool } from 'pg';
class Queries {
  get roster() {
    return 'SELECT id FROM players';
  }
}
export class Roster extends Queries {
  constructor(private readonly pool: Pool, private readonly table = 'players') { super(); }
  private get all() { return 'SELECT id FROM teams'; }
  load() {
    return this.pool.query(this.all);
  }
}
