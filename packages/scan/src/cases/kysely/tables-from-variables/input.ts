import { Kysely } from 'kysely';

const TABLE = 'players';
const TABLES = { teams: 'teams', seasons: 'league.seasons' } as const;
enum Table { Outbox = 'outbox' }

export class Repository {
  constructor(private db: Kysely<any>, private table: string) {}

  constants() {
    return Promise.all([
      this.db.selectFrom(TABLE).select('id').execute(),
      this.db.selectFrom(`${TABLE} as p`).select('p.id').execute(),
      this.db.selectFrom(TABLES.seasons).select('id').execute(),
      this.db.selectFrom(Table.Outbox).select('id').execute(),
    ]);
  }

  dynamic(other: string) {
    return this.db.selectFrom(this.table).innerJoin(other, `${other}.id`, 'team_id').select('id').execute();
  }

  either(kind: 'players' | 'teams') {
    return this.db.selectFrom(kind).select('name').execute();
  }

  insert(row: { name: string }) {
    return this.db.insertInto(this.table).values(row).execute();
  }
}
