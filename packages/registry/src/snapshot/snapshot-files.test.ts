import {
  byCodeUnit,
  relationId,
  typeId,
  type Column,
  type FileChange,
  type Relation,
  type Snapshot,
  type TypeRef,
} from '@rowpact/model';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { applyFileChanges } from '../files/apply-file-changes.js';
import { fileNamePart, relationFile } from './file-names.js';
import { readSnapshot } from './read-snapshot.js';
import { snapshotFiles } from './snapshot-files.js';
import { staleSnapshotFiles } from './stale-snapshot-files.js';

const HOSTILE: readonly string[] = [
  'players',
  'Players',
  'PLAYERS',
  'a b',
  'a.b',
  'a%2eb',
  '"',
  "'",
  '\\',
  '/',
  '..',
  '.',
  ' ',
  '~',
  '%',
  'con',
  'CON',
  'nul',
  'com1',
  'aux.x',
  '🏀',
  'é',
  'e\u0301',
  'line\nbreak',
  '__proto__',
  'constructor',
  'select',
  'x'.repeat(63),
  'X'.repeat(63),
  `${'X'.repeat(62)}Y`,
  '語'.repeat(21),
  `${'語'.repeat(20)}文`,
  '$',
  '1',
  '-',
  '*?<>|:',
];

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

async function disk(changes: readonly FileChange[]): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'rowpact-snapshot-'));
  folders.push(root);
  await applyFileChanges(root, changes);
  return join(root, 'registry');
}

describe('a snapshot on disk', () => {
  test.each([1, 2, 3, 4, 5])('reads as what was written, whatever is in it (seed %i)', async (seed) => {
    const snapshot = hostileSnapshot(seed);
    const files = snapshotFiles('league', snapshot);
    const directory = await disk(files);
    expect(await readSnapshot(directory, 'league')).toEqual(withoutIdentities(snapshot));
    expect(snapshotFiles('league', (await readSnapshot(directory, 'league')) ?? emptySnapshot)).toEqual(files);
    expect(await staleSnapshotFiles(directory, 'league', files)).toEqual([]);
  });

  test('holds the empty database too, and none is not the empty one', async () => {
    expect(await readSnapshot(await disk(snapshotFiles('league', emptySnapshot)), 'league')).toEqual(emptySnapshot);
    expect(await readSnapshot(await disk([]), 'league')).toBeNull();
  });

  test('is short, readable, and free of what belongs to one database', () => {
    const [, players] = snapshotFiles('league', { ...emptySnapshot, relations: [playersTable] });
    expect(players).toEqual({ path: 'registry/league/schema/public.players.json', content: PLAYERS_JSON });
  });

  test('names the files that are no longer wanted, and only those', async () => {
    const before = snapshotFiles('league', {
      ...emptySnapshot,
      relations: [playersTable, { ...playersTable, id: relationId('public', 'teams'), name: 'teams' }],
    });
    const directory = await disk([
      ...before,
      { path: 'registry/league/schema/notes.md', content: '' },
      { path: 'registry/league/schema/types/old.json', content: '{}' },
    ]);
    const after = snapshotFiles('league', { ...emptySnapshot, relations: [playersTable] });
    expect(await staleSnapshotFiles(directory, 'league', after)).toEqual([
      { path: 'registry/league/schema/public.teams.json', content: null },
      { path: 'registry/league/schema/types/old.json', content: null },
    ]);
  });
});

describe('a file name', () => {
  test('is its own for every pair of names, in lower case, safe and short', () => {
    const files = HOSTILE.flatMap((schema) => HOSTILE.map((name) => relationFile(schema, name)));
    expect(new Set(files).size).toBe(HOSTILE.length ** 2);
    for (const file of files) {
      expect(file).toMatch(/^[a-z0-9_$%~-]+\.[a-z0-9_$%~-]+\.json$/u);
      expect(file).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\./u);
      expect(file.length).toBeLessThan(255);
    }
  });

  test('reads as the name where the name is a usual one', () => {
    expect(['player_teams', 'x'.repeat(63), 'Players', 'a.b', 'con'].map(fileNamePart)).toEqual([
      'player_teams',
      'x'.repeat(63),
      '%50layers',
      'a%2eb',
      '%63on',
    ]);
  });
});

describe('a snapshot with mistakes', () => {
  const good = snapshotFiles('league', { ...emptySnapshot, relations: [playersTable] });
  const table = 'registry/league/schema/public.players.json';

  test.each<readonly [string, string, string, string]>([
    ['no JSON', table, '{\n  "schema": \n}', 'expected JSON, found text that is none'],
    ['a merge conflict', table, '{\n<<<<<<< HEAD\n', 'expected JSON, found a merge conflict'],
    [
      'an unknown key',
      table,
      PLAYERS_JSON.replace('"kind"', '"kin": 1, "kind"'),
      'the document: Unrecognized key: "kin"',
    ],
    ['a wrong value', table, PLAYERS_JSON.replace('"always"', '"never"'), 'columns[0].identity: '],
    [
      'an id that is none',
      table,
      PLAYERS_JSON.replace('pg_catalog.int8', 'PG.int8'),
      'columns[0].type.id: expected the id of a type',
    ],
    [
      'another relation',
      table,
      PLAYERS_JSON.replace('"players"', '"teams"'),
      'found what belongs into public.teams.json',
    ],
    ['a newer format', 'registry/league/schema/database.json', '{ "format": 2 }', 'format: '],
    ['a file of no kind', 'registry/league/schema/extra.json', '{}', 'kind: '],
    ['bytes', table, '\0', 'expected JSON'],
  ])('is refused: %s', async (_, path, content, message) => {
    const directory = await disk(good);
    writeFileSync(join(directory, '..', path), content);
    await expect(readSnapshot(directory, 'league')).rejects.toMatchObject({
      failures: [
        {
          code: 'snapshot-invalid',
          message: expect.stringContaining(message),
          location: { file: join(directory, '..', path) },
        },
        ...(path.endsWith('extra.json') ? [{}, {}] : []),
      ],
    });
  });

  test('is refused without database.json, and with a folder in the place of a file', async () => {
    const directory = await disk(good.filter(({ path }) => path === table));
    await expect(readSnapshot(directory, 'league')).rejects.toThrow('database.json: expected a file');
    mkdirSync(join(directory, 'league/schema/database.json'));
    await expect(readSnapshot(directory, 'league')).rejects.toThrow('database.json');
  });
});

const bigint: TypeRef = {
  display: 'bigint',
  id: typeId('pg_catalog', 'int8'),
  kind: 'base',
  typmod: null,
  dimensions: 0,
};
const plain: Column = {
  name: 'id',
  type: bigint,
  nullable: false,
  default: null,
  identity: null,
  generated: null,
  writable: true,
  comment: null,
};
const emptySnapshot: Snapshot = {
  schemas: [],
  extensions: [],
  relations: [],
  enums: [],
  domains: [],
  composites: [],
  ranges: [],
  functions: [],
};
const playersTable: Relation = {
  id: relationId('public', 'players'),
  schema: 'public',
  name: 'players',
  kind: 'table',
  comment: null,
  columns: [
    { ...plain, identity: 'always', identityInCatalog: { relation: 16384, attnum: 1 } },
    {
      ...plain,
      name: 'positions',
      nullable: true,
      comment: 'Where they play',
      type: { display: 'text[]', id: typeId('pg_catalog', 'text'), kind: 'base', typmod: null, dimensions: 1 },
    },
  ],
  partitionOf: null,
  partitionKey: null,
  inherits: [],
  primaryKey: { name: 'players_pkey', columns: ['id'], definition: 'PRIMARY KEY (id)', deferrable: false },
  uniques: [],
  foreignKeys: [],
  checks: [],
  exclusions: [],
  uniqueIndexes: [],
  definition: null,
};

const PLAYERS_JSON = `{
  "schema": "public",
  "name": "players",
  "kind": "table",
  "columns": [
    {
      "name": "id",
      "type": { "display": "bigint", "id": "pg_catalog.int8" },
      "identity": "always"
    },
    {
      "name": "positions",
      "type": { "display": "text[]", "id": "pg_catalog.text", "dimensions": 1 },
      "nullable": true,
      "comment": "Where they play"
    }
  ],
  "primaryKey": {
    "name": "players_pkey",
    "columns": ["id"],
    "definition": "PRIMARY KEY (id)"
  }
}
`;

/** A snapshot with every field in every state, out of hostile names; the same for the same seed. */
function hostileSnapshot(seed: number): Snapshot {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const one = <Item>(items: readonly Item[]): Item => items[next(items.length)] as Item; // never empty
  const maybe = <Item>(make: () => Item): Item | null => (next(2) ? make() : null);
  const some = <Item>(make: () => Item): readonly Item[] => Array.from({ length: next(4) }, make);
  const several = <Item>(make: () => Item): readonly Item[] => Array.from({ length: 1 + next(3) }, make);
  const name = (): string => one(HOSTILE);
  const text = (): string => one([...HOSTILE, '', '"}\n', '\u2028', "'x'::text", '</script>', '*/']);
  const type = (): TypeRef => ({
    display: text(),
    id: typeId(name(), name()),
    kind: one(['base', 'enum', 'domain', 'composite', 'range', 'multirange', 'pseudo']),
    typmod: maybe(() => next(100_000) - 1),
    dimensions: next(3),
  });
  const column = (): Column => ({
    name: name(),
    type: type(),
    nullable: next(2) === 1,
    default: maybe(text),
    identity: one([null, 'always', 'by default']),
    generated: maybe(() => ({ kind: one(['stored', 'virtual']), expression: text() })),
    writable: next(2) === 1,
    comment: maybe(text),
    ...(next(2) ? { identityInCatalog: { relation: next(9), attnum: next(9) } } : {}),
  });
  const named = () => ({ name: name(), definition: text() });
  const check = () => ({ ...named(), ...(next(2) ? { nondeterministic: true as const } : {}) });
  const key = () => ({ name: name(), columns: some(name), definition: text(), deferrable: next(2) === 1 });
  const head = (index: number) => ({ schema: name(), name: HOSTILE[index] ?? '', comment: maybe(text) });
  const types = <Item>(make: () => Item, from: number) =>
    Array.from({ length: 5 }, (_, index) => head(from + index))
      .map((of) => ({ id: typeId(of.schema, of.name), ...of, ...make() }))
      .sort((a, b) => byCodeUnit(a.id, b.id));
  const relations = HOSTILE.map((own): Relation => {
    const schema = name();
    return {
      id: relationId(schema, own),
      schema,
      name: own,
      kind: one(['table', 'partitioned table', 'view', 'materialized view', 'foreign table']),
      comment: maybe(text),
      columns: some(column),
      partitionOf: maybe(() => ({ parent: relationId(name(), name()), bound: text() })),
      partitionKey: maybe(text),
      inherits: some(() => relationId(name(), name())),
      primaryKey: maybe(key),
      uniques: some(key),
      foreignKeys: some(() => ({
        name: name(),
        columns: several(name),
        references: { relation: relationId(name(), name()), columns: several(name) },
        definition: text(),
      })),
      checks: some(check),
      exclusions: some(named),
      uniqueIndexes: some(() => ({ name: name(), columns: several(() => maybe(name)), definition: text() })),
      definition: maybe(text),
    };
  });
  return {
    schemas: [...HOSTILE].sort(byCodeUnit).map((schema) => ({ name: schema, comment: maybe(text) })),
    extensions: [{ name: 'pg_trgm', schema: name(), version: '1.6' }],
    relations: relations.sort((a, b) => byCodeUnit(a.id, b.id)),
    enums: types(() => ({ labels: some(text) }), 0),
    domains: types(() => ({ base: type(), notNull: next(2) === 1, default: maybe(text), checks: some(check) }), 5),
    composites: types(() => ({ attributes: some(() => ({ name: name(), type: type() })) }), 10),
    ranges: types(() => ({ subtype: type(), multirange: maybe(() => typeId(name(), name())) }), 15),
    functions: HOSTILE.map((own) => ({
      schema: name(),
      name: own,
      kind: one(['function', 'procedure', 'aggregate', 'window'] as const),
      arguments: text(),
      identityArguments: text(),
      returns: maybe(text),
      language: one(['sql', 'plpgsql']),
      volatility: one(['immutable', 'stable', 'volatile'] as const),
      strict: next(2) === 1,
      securityDefiner: next(2) === 1,
    })).sort((a, b) => byCodeUnit([a.schema, a.name].join('\0'), [b.schema, b.name].join('\0'))),
  };
}

function withoutIdentities(snapshot: Snapshot): Snapshot {
  return JSON.parse(
    JSON.stringify(snapshot, (key, value: unknown) => (key === 'identityInCatalog' ? undefined : value)),
  ) as Snapshot;
}
