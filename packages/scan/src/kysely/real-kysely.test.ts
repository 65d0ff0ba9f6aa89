import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CamelCasePlugin,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { describe, expect, it } from 'vitest';
import { casesFolder, findIn } from '../testing/finding-cases.js';
import { findKyselyChains } from './find-chains.js';

/** What each case does when it runs, so often that every branch is taken; arguments behind the database. */
const RUNS: Readonly<Record<string, readonly (readonly [name: string, ...args: readonly unknown[]])[]>> = {
  'select-by-id': [['findPlayer', 7]],
  conditions: [['search', 'Ann', [1], { id: 3 }]],
  'groups-and-order': [['sizes'], ['latest']],
  'common-table-expressions': [['tree', 1]],
  upserts: [['upsert', 'ann@example.org', 'Ann']],
  'unions-and-set-operations': [['people']],
  'json-helpers': [['teamsWithPlayers']],
  'functions-and-windows': [['standings']],
  'without-a-table': [['ready']],
  'types-that-change-nothing': [['named'], ['scalar']],
  clearing: [['count']],
  'conditional-joins': [
    ['search', { team: 1, season: 2, active: true }],
    ['search', { active: true }],
  ],
  'filters-in-arrays': [['find', { name: 'Ann', teams: [1], any: ['x'] }]],
  'chains-in-variables': [
    ['list', { name: 'Ann', team: 1, order: true }],
    ['list', { name: 'Ann', order: true }],
    ['list', { name: 'Ann', team: 1 }],
    ['list', { name: 'Ann' }],
  ],
  'helpers-that-take-a-builder': [['page', 2, 3]],
  'case-expressions': [['grades', 12]],
  'hostile-names': [['odd']],
  'update-delete-merge': [['change', 1, { name: 'Ann', jersey_number: 4 }]],
};

describe('the statements of the cases are what the real Kysely sends for the same code', () => {
  for (const [name, runs] of Object.entries(RUNS)) {
    it(name.replaceAll('-', ' '), async () => {
      const folder = join(casesFolder('kysely'), name);
      const found = findIn(folder, findKyselyChains).flatMap(({ statements }) => statements.map(({ text }) => text));
      const module = (await import(pathToFileURL(join(folder, 'input.ts')).href)) as Readonly<Record<string, Run>>; // the case's own
      const sent = new Set<string>();
      for (const [run, ...args] of runs) await module[run]?.(recordingDatabase(sent), ...args);
      expect([...new Set(found)].sort()).toEqual([...sent].sort());
    });
  }

  it('is checked for a dozen cases at least', () => {
    const names = readdirSync(casesFolder('kysely'));
    expect(Object.keys(RUNS).filter((name) => names.includes(name)).length).toBeGreaterThanOrEqual(12);
  });
});

/** Which function of which module is run, with which database the consumer makes of the one that records. */
const TYPED: Readonly<Record<string, readonly [module: string, run: string, make: (db: Kysely<unknown>) => unknown]>> =
  {
    'typed-camel-case': ['src/players/repository', 'latest', (db) => db.withPlugin(new CamelCasePlugin())],
    'typed-camel-case-options': [
      'src/repository',
      'latest',
      (db) => db.withPlugin(new CamelCasePlugin({ underscoreBeforeDigits: true, maintainNestedObjectKeys: true })),
    ],
    'typed-databases-in-a-schema': ['players', 'rename', (db) => db.withSchema('league')],
    'typed-databases-of-an-own-class': [
      'players',
      'all',
      (db) => db.withPlugin(new CamelCasePlugin({ upperCase: true })),
    ],
    'typed-databases-beside-another-dialect': ['players', 'all', (db) => db.withPlugin(new CamelCasePlugin())],
  };

describe('statements of a database that is known by its type are what the consumer’s own database sends', () => {
  for (const [name, [file, run, make]] of Object.entries(TYPED)) {
    it(name.replaceAll('-', ' '), async () => {
      const folder = join(casesFolder('kysely'), name);
      const found = findIn(folder, findKyselyChains).flatMap(({ statements }) => statements.map(({ text }) => text));
      const module = (await import(pathToFileURL(join(folder, `${file}.ts`)).href)) as Readonly<
        Record<string, unknown>
      >; // the case's own
      const sent = new Set<string>();
      const db = make(recordingDatabase(sent));
      await (module[run] as Run)(db, 7, 'Ann');
      const { PlayerRepository } = module as { readonly PlayerRepository?: Repository };
      if (PlayerRepository !== undefined) await new PlayerRepository(db).ofTeam(7);
      expect([...new Set(found)].sort()).toEqual([...sent].sort());
    });
  }
});

type Repository = new (db: unknown) => { readonly ofTeam: (teamId: number) => Promise<unknown> };
type Run = (db: unknown, ...args: readonly unknown[]) => Promise<unknown>;

/** A database that answers one row to everything and remembers what it was sent. */
function recordingDatabase(sent: Set<string>): Kysely<unknown> {
  const connection: DatabaseConnection = {
    executeQuery: async ({ sql }) => {
      sent.add(sql);
      return { rows: [{ id: 1 } as never] };
    },
    streamQuery: async function* ({ sql }) {
      sent.add(sql);
      yield { rows: [] };
    },
  };
  const nothing = async (): Promise<void> => undefined;
  return new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => ({
        init: nothing,
        acquireConnection: async () => connection,
        beginTransaction: nothing,
        commitTransaction: nothing,
        rollbackTransaction: nothing,
        releaseConnection: nothing,
        destroy: nothing,
      }),
    },
  });
}
