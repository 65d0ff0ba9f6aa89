import type { Kysely } from 'kysely';

export abstract class BaseRepository {
  constructor(protected readonly db: Kysely<any>, protected readonly table: string) {}
  protected abstract readonly key: string;

  findById(id: number) {
    return this.db.selectFrom(this.table).selectAll().where(this.key, '=', id).executeTakeFirst();
  }

  countAll() {
    return this.db.selectFrom('audit').select((eb) => eb.fn.countAll().as('n')).execute();
  }
}
