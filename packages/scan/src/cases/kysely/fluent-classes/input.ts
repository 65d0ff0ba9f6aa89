import type { Kysely, SelectQueryBuilder } from 'kysely';

export class PlayerQuery {
  private query: SelectQueryBuilder<any, any, any>;

  constructor(db: Kysely<any>) {
    this.query = db.selectFrom('players').select('players.id');
  }

  named(name: string) {
    this.query = this.query.where('players.name', '=', name);
    return this;
  }

  async all() {
    return await this.query.execute();
  }
}
