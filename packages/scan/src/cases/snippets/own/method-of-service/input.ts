import { Database } from './database';
export class Roster {
  constructor(private readonly database: Database) {}
  load(id: number) {
    return this.database.run('SELECT name FROM players WHERE id = $1', [id]);
  }
}
