import { basename } from 'node:path';

const FOLDERS: ReadonlyMap<string, string> = new Map([
  ...['migration', 'migrations', 'migrate'].map((name) => [name, 'migrations'] as const),
  ...['schema', 'schemas', 'ddl', 'dump', 'dumps', 'structure'].map((name) => [name, 'schema'] as const),
  ...['seed', 'seeds', 'seeders', 'fixtures', '__fixtures__'].map((name) => [name, 'seeds'] as const),
]);
const NAMES: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:schema|structure|ddl|init|initdb|dump|backup|setup|teardown|create[-_]?(?:tables?|schema|db|database))(?:\.\w+)?\.sql$/i,
    'schema',
  ],
  [/^(?:seeds?|fixtures?|sample[-_]?data|test[-_]?data)(?:[-_.].*)?\.sql$/i, 'seeds'],
  [/^[VUR]\d*(?:[._]\d+)*__.*\.sql$|\.(?:up|down)\.sql$/, 'migrations'],
];

/**
 * What a `.sql` file is for, by its path, where that is not the consumer's queries: migrations, a schema, seeds. They run when a
 * database is set up, not when the consumer does. Null for everything else.
 */
export function setupKind(path: string): string | null {
  const name = basename(path);
  const folders = path.split('/').slice(0, -1);
  for (const folder of folders) {
    const kind = FOLDERS.get(folder.toLowerCase());
    if (kind !== undefined) return kind;
  }
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
