import type { Kysely } from 'kysely';
import { BaseRepository } from './base.js';

export class PlayerRepository extends BaseRepository {
  protected readonly key = 'id';
  constructor(db: Kysely<any>) {
    super(db, 'players');
  }
  names() {
    return this.db.selectFrom(this.table).select('name').execute();
  }
}
