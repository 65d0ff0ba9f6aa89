import type { GatePolicy } from './lifecycle.js';

/** Where a producer's schema comes from, as its `producer.yaml` says. Paths are relative to the registry's root folder. */
export interface Producer {
  readonly name: string;
  readonly description: string | null;
  readonly owners: readonly string[];
  readonly source: ProducerSource;
  readonly extensions: readonly ExtensionStub[];
  readonly policy: GatePolicy;
}

export type ProducerSource = MigrationsSource | SchemaFileSource | DatabaseSource;

/** A folder of migrations, replayed in the embedded engine. */
export interface MigrationsSource {
  readonly kind: 'migrations';
  readonly folder: string;
  /** Globs, relative to the folder, of files that are no migrations. */
  readonly ignore: readonly string[];
  /** Paths relative to the folder in the order to run, where file names do not tell it; null to derive it. */
  readonly order: readonly string[] | null;
  /** Flyway placeholders: `${name}` in a file becomes the value. */
  readonly placeholders: Readonly<Record<string, string>>;
}

/** One SQL file that creates the whole schema, such as pg_dump writes. */
export interface SchemaFileSource {
  readonly kind: 'schema file';
  readonly file: string;
}

/** A running server; only its catalog is read. The address stands in an environment variable, never in the registry. */
export interface DatabaseSource {
  readonly kind: 'database';
  readonly urlVariable: string;
}

/** What stands in for an extension that the embedded engine does not have. */
export interface ExtensionStub {
  readonly extension: string;
  readonly types: readonly string[];
  /** Signatures, `name(argument types) returns type`. */
  readonly functions: readonly string[];
}
