import { Pool } from 'pg';
export class Roster {
  private readonly table = 'players';
  constructor(private readonly pool: Pool) {}
  private select(columns: string) {
    return `SELECT ${columns} FROM ${this.table}`;
  }
  ids() {
    return this.pool.query(this.select('id'));
  }
}
