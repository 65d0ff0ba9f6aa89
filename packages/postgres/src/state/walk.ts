import type { CatalogIdentity, ChangeOrigin, RelationId, SchemaState } from '@rowpact/model';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import type { ReplayOptions } from '../engine/replay-options.js';
import type { Migration } from '../migrations/migration.js';

/** Pending migrations, run one after another in one database, so that oids and attnums tell identity throughout. */
export interface Walk {
  /** The schema that they find. */
  readonly before: SchemaState;
  readonly steps: readonly WalkedMigration[];
  /** What was done for the user and may be wrong. */
  readonly notes: readonly string[];
  /** A database at the end of the last step, the one that walked there where it still runs; the caller closes it. */
  readonly openHead: () => Promise<EmbeddedDatabase>;
  /** A database at `before`; the caller closes it. */
  readonly openBase: () => Promise<EmbeddedDatabase>;
  /** Ends what `keepsEngine` kept running, where nobody took it over. */
  readonly close: () => Promise<void>;
  /** Names of the two states, made of all that they depend on: where they are equal, so are the states. */
  readonly keys: { readonly before: string; readonly after: string };
}

/** How a walk is made. */
export interface WalkOptions extends ReplayOptions {
  /**
   * Leaves the engine that walked running for the first `openHead`, since starting one takes a second; the caller then closes the walk.
   * What it has come to is then not kept: asked for later, its last migrations run again.
   */
  readonly keepsEngine?: boolean;
}

export interface WalkedMigration {
  readonly migration: Migration;
  readonly after: SchemaState;
  readonly origins: Origins;
  /** Rows that its statements write, of relations that are there in `Walk.before`; in the order in which they run. */
  readonly data: readonly DataWritten[];
  /** What its own comments say about rows. */
  readonly declared: readonly DataDeclared[];
}

/** Knows which statement of one migration made a change. */
export interface Origins {
  /** The statement that touched one of these rows of the catalog last; null where none of the migration's did, as far as is known. */
  readonly originOf: (identities: readonly CatalogIdentity[]) => ChangeOrigin | null;
}

/** Whether it finds a row or not: the replayed database is nearly empty, the producer's is not. */
export interface DataWritten {
  /** By its name before the migration. */
  readonly relation: RelationId;
  readonly how: 'insert' | 'update' | 'delete' | 'truncate';
  /** What an UPDATE sets, sorted; all there are where the statement is too big to be looked into. Empty for the others. */
  readonly columns: readonly string[];
  readonly origin: ChangeOrigin;
}

/** A comment `-- rowpact data: players, teams: what happens to their rows`. */
export interface DataDeclared {
  readonly relations: readonly RelationId[];
  readonly note: string;
  /** The comment itself. */
  readonly origin: ChangeOrigin;
}
