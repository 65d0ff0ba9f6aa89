import type { CatalogIdentity, ChangeOrigin } from '@rowpact/model';
import type { Migration } from '../migrations/migration.js';
import { NOBODY, type Touch } from './watch/catalog-watch.js';
import type { StepFindings } from './watch/step-watch.js';
import type { WatchedName } from './watch/watched-catalogs.js';
import type { Origins } from './walk.js';

/** Statements and what they touched, as a cache keeps it. */
export interface StoredOrigins {
  /** Those that are named below, and no others. */
  readonly statements: readonly StoredStatement[];
  /** By place in `statements`, `NOBODY` included. */
  readonly touches: readonly Touch[];
  readonly definitions: readonly number[];
}

export interface StoredStatement {
  /** The included file that it stands in, null for the migration's own. */
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** Keeps the statements that did something, with new numbers; `numberOf` answers them for the old ones. */
export function storeOrigins({ statements, touches, writes, definitions }: StepFindings): {
  readonly origins: StoredOrigins;
  readonly numberOf: (statement: number) => number;
} {
  const used = [
    ...new Set([...touches.map(([, , , at]) => at), ...writes.map(({ statement }) => statement), ...definitions]),
  ]
    .filter((at) => at !== NOBODY)
    .sort((left, right) => left - right);
  const numbers = new Map(used.map((at, number) => [at, number]));
  const numberOf = (at: number): number => numbers.get(at) ?? NOBODY;
  const kept = used.flatMap((at) => statements[at] ?? []);
  return {
    numberOf,
    origins: {
      statements: kept.map(({ file, line, column, text }) => ({ file, line, column, text })),
      touches: touches.map(([catalog, oid, sub, at]) => [catalog, oid, sub, numberOf(at)]),
      definitions: definitions.map(numberOf),
    },
  };
}

/** Where a statement of a migration stands. */
export function originIn(migration: Migration, { file, line, column, text }: StoredStatement): ChangeOrigin {
  return {
    migration: migration.label,
    location: { file: file ?? migration.path, line, column },
    statement: text,
  };
}

/** Catalogs whose rows a change cannot point at: it knows roles, extensions and comments by name only. */
const NOT_POINTED_AT: ReadonlySet<WatchedName> = new Set([
  ...(['pg_authid', 'pg_auth_members', 'pg_db_role_setting', 'pg_extension', 'pg_description'] as const),
  ...(['pg_opclass', 'pg_opfamily', 'pg_am', 'pg_transform', 'pg_conversion', 'pg_language'] as const),
  ...(['pg_statistic_ext', 'pg_ts_dict', 'pg_ts_parser', 'pg_ts_template'] as const),
  ...(['pg_foreign_data_wrapper', 'pg_foreign_server'] as const),
]);

/** Answers for one migration from what was kept. Where nothing is known, what changed it can only be its one definition. */
export function originsOf(migration: Migration, { statements, touches, definitions }: StoredOrigins): Origins {
  const byRow = new Map<string, number>();
  for (const [catalog, oid, sub, statement] of touches) byRow.set(keyOf({ catalog, oid, sub }), statement);
  const notPointedAt = touches.filter(([catalog]) => NOT_POINTED_AT.has(catalog)).map(([, , , statement]) => statement);
  const touchOf = (identity: CatalogIdentity): number | undefined => {
    const own = byRow.get(keyOf(identity));
    if (own !== undefined || identity.sub === 0) return own;
    // A default goes with its column, a column with its table.
    const { oid, sub } = identity;
    return (
      byRow.get(keyOf({ catalog: 'pg_attribute', oid, sub })) ?? byRow.get(keyOf({ catalog: 'pg_class', oid, sub: 0 }))
    );
  };
  return {
    originOf: (identities) => {
      const found = identities.flatMap((identity) => touchOf(identity) ?? []);
      const last = found.length > 0 ? Math.max(...found) : onlyOf(identities.length === 0 ? notPointedAt : []);
      const statement = statements[last ?? NOBODY] ?? statements[onlyOf(definitions) ?? NOBODY];
      return statement === undefined ? null : originIn(migration, statement);
    },
  };
}

function onlyOf(numbers: readonly number[]): number | null {
  const [only = null, ...others] = new Set(numbers);
  return others.length === 0 ? only : null;
}

function keyOf({
  catalog,
  oid,
  sub,
}: {
  readonly catalog: WatchedName;
  readonly oid: number;
  readonly sub: number;
}): string {
  return `${catalog} ${oid} ${sub}`;
}
