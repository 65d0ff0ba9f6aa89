import { createRequire } from 'node:module';
import type * as KyselyModule from 'kysely';
import type * as PostgresHelpers from 'kysely/helpers/postgres';

/** Our own copy of Kysely. The consumer's is never loaded. */
export interface Library {
  readonly kysely: typeof KyselyModule;
  readonly helpers: typeof PostgresHelpers;
}

const require = createRequire(import.meta.url);
let loaded: Library | null = null;

/** Loads Kysely when the first module with a chain is met: it takes 150 ms that a consumer without Kysely need not spend. */
export function loadKysely(): Library {
  loaded ??= {
    // What `require` answers has no type; the packages' own declarations say what it is.
    kysely: require('kysely') as typeof KyselyModule,
    helpers: require('kysely/helpers/postgres') as typeof PostgresHelpers,
  };
  return loaded;
}

/** A database that compiles for PostgreSQL and connects to nothing. */
export function createDatabase({ kysely }: Library, plugins: readonly KyselyModule.KyselyPlugin[]): object {
  return new kysely.Kysely<unknown>({
    dialect: {
      createAdapter: () => new kysely.PostgresAdapter(),
      createDriver: () => new kysely.DummyDriver(),
      createIntrospector: (database) => new kysely.PostgresIntrospector(database),
      createQueryCompiler: () => new kysely.PostgresQueryCompiler(),
    },
    plugins: [...plugins],
  });
}
