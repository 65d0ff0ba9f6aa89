import { quoteIdentifier, splitName } from '@rowpact/model';
import { textOf } from '../catalog/catalog-query.js';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';

/** How one role sees the database. */
export interface RoleView {
  /** The role to look through; null for none: nobody said it, or the database has none of that name. */
  readonly role: string | null;
  /** Whether a role is said that the database does not have. */
  readonly isMissing: boolean;
  /** The schemas in which its names are looked up; empty for what the session has set. */
  readonly searchPath: readonly string[];
}

/** What a server has where nobody sets anything. */
const DEFAULT_PATH = '"$user", public';

/**
 * Finds out in which schemas a role's unqualified names are looked up: the contract's, else what `ALTER ROLE … SET` and
 * `ALTER DATABASE … SET` say; `"$user"` is the role, and a schema that it may not use is passed over, as a server does.
 */
export async function viewOf(
  database: EmbeddedDatabase,
  role: string | null,
  searchPath: readonly string[],
): Promise<RoleView> {
  if (role === null) return { role, isMissing: false, searchPath };
  const [found] = await database.query('SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1', [role]);
  const isMissing = found === undefined;
  const wanted = searchPath.length > 0 ? searchPath : namesIn(await storedPath(database, role));
  const named = wanted.map((name) => (name === '$user' ? role : name));
  if (isMissing) return { role: null, isMissing, searchPath: named };
  const usable = await usablePath(database, role, named);
  // With none left only PostgreSQL's own names are found, which an empty list would not say.
  return { role, isMissing, searchPath: usable.length > 0 ? usable : ['pg_catalog'] };
}

/** The most particular of the stored settings, as a server takes it when the role connects. */
async function storedPath(database: EmbeddedDatabase, role: string): Promise<string> {
  const rows = await database.query(
    `SELECT substr(setting, length('search_path=') + 1) AS path
    FROM pg_catalog.pg_db_role_setting s CROSS JOIN pg_catalog.unnest(s.setconfig) AS setting
    WHERE setting LIKE 'search\\_path=%'
      AND s.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
      AND s.setrole IN (0, coalesce((SELECT oid FROM pg_catalog.pg_roles WHERE rolname = $1), 0))
    ORDER BY s.setrole = 0, s.setdatabase = 0 LIMIT 1`,
    [role],
  );
  const path = rows[0]?.['path'];
  return typeof path === 'string' ? path : DEFAULT_PATH;
}

/** The names in a setting as it is stored: `"$user", public`. */
export function namesIn(path: string): readonly string[] {
  const parts = path.match(/(?:"(?:[^"]|"")*"|[^",])+/g) ?? [];
  return parts.flatMap((part) => (part.trim() === '""' ? [] : (splitName(part)?.join('.') ?? [])));
}

async function usablePath(
  database: EmbeddedDatabase,
  role: string,
  searchPath: readonly string[],
): Promise<readonly string[]> {
  await database.exec('BEGIN');
  try {
    await database.exec(`SET LOCAL ROLE ${quoteIdentifier(role)}`);
    await database.query(`SELECT pg_catalog.set_config('search_path', $1, true)`, [
      searchPath.map(quoteIdentifier).join(', '),
    ]);
    const [row] = await database.query(
      'SELECT pg_catalog.array_to_json(pg_catalog.current_schemas(false))::text AS names',
    );
    // an array of names, made by the query above
    return JSON.parse(row ? textOf(row, 'names') : '[]') as readonly string[];
  } finally {
    await database.exec('ROLLBACK');
  }
}
