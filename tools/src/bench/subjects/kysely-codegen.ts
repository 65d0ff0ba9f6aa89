import { createRequire } from 'node:module';
import type * as Kysely from 'kysely' with { 'resolution-mode': 'require' };
import { PostgresIntrospectorDialect, type PostgresDB } from 'kysely-codegen';

// kysely-codegen is CommonJS: an `import` would answer another copy of Kysely than the one it works with.
const kysely = createRequire(import.meta.url)('kysely') as typeof Kysely; // the same module as in the type import above

/** kysely-codegen's reader of the catalog on an open connection, as its own CLI makes it. */
export interface PeerIntrospection {
  /** Reads everything and answers how many tables and views there were. */
  readonly introspect: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** On a server. */
export async function peerOnServer(url: string): Promise<PeerIntrospection> {
  const dialect = new PostgresIntrospectorDialect({ partitions: true });
  return peer(dialect, await dialect.introspector.connect({ connectionString: url, dialect }));
}

/** One statement with parameters on an embedded database. */
export type EmbeddedQuery = (sql: string, parameters: readonly unknown[]) => Promise<{ readonly rows: unknown[] }>;

/** On an embedded database. */
export function peerOnEmbedded(query: EmbeddedQuery): PeerIntrospection {
  const dialect = new PostgresIntrospectorDialect({ partitions: true });
  return peer(
    dialect,
    new kysely.Kysely<PostgresDB>({
      dialect: {
        createAdapter: () => new kysely.PostgresAdapter(),
        createDriver: () => new EmbeddedDriver(query),
        createIntrospector: (db) => new kysely.PostgresIntrospector(db),
        createQueryCompiler: () => new kysely.PostgresQueryCompiler(),
      },
    }),
  );
}

function peer({ introspector }: PostgresIntrospectorDialect, db: Kysely.Kysely<PostgresDB>): PeerIntrospection {
  return {
    introspect: async () => (await introspector.introspect({ db })).tables.length,
    close: () => db.destroy(),
  };
}

/** There is one connection, and it runs queries one after the other by itself. The introspector begins no transaction. */
class EmbeddedDriver extends kysely.DummyDriver {
  readonly #query: EmbeddedQuery;

  constructor(query: EmbeddedQuery) {
    super();
    this.#query = query;
  }

  override acquireConnection(): Promise<Kysely.DatabaseConnection> {
    return Promise.resolve({
      executeQuery: async <Row>({ sql, parameters }: Kysely.CompiledQuery): Promise<Kysely.QueryResult<Row>> => {
        const { rows } = await this.#query(sql, parameters);
        return { rows: rows as Row[] }; // the caller names the rows its SQL answers, as with every driver
      },
      streamQuery: () => {
        throw new Error('the introspector streams nothing');
      },
    });
  }
}
