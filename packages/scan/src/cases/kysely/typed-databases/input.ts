import type { Kysely as K } from 'kysely';
import type { Context, Database } from './context.js';

export async function read({ store }: Context, { connect }: Context, context: Context) {
  await store.reader.selectFrom('players').select('id').execute();
  await (await connect()).selectFrom('teams').select('id').execute();
  await (await context.connect()).selectFrom('seasons').select('id').execute();
}

let shared: K<Database>;

export function start(made: K<Database>) {
  shared = made;
}

export const players = (source = shared) => source.selectFrom('players').select('name').execute();

export class Service {
  private connection?: K<Database>;
  get database() {
    return this.connection!;
  }
  list = () => this.database.selectFrom('parents').select('email').execute();
}
