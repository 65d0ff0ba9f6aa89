import { FailureError, type Failure, type Snapshot } from '@rowpact/model';
import { copyFile, readdir, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openCache, type Cache } from './cache.js';
import type { ReplayOptions } from './replay-options.js';
import { openReplayed, replay } from './replay.js';
import { planOf } from './testing/plan-of.js';
import { folderWithTemplate } from './testing/test-cache.js';

const LEAGUE = {
  '001_teams.sql': `CREATE TABLE teams (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
    CREATE UNLOGGED TABLE imports (line text); INSERT INTO imports VALUES ('Westside');`,
  '002_players.sql': `CREATE TABLE players (id int PRIMARY KEY, team_id int REFERENCES teams);
    GRANT SELECT ON players TO scout;`,
  '003_names.sql': 'ALTER TABLE players ADD COLUMN name text; INSERT INTO teams (name) SELECT line FROM imports;',
  '004_jerseys.sql': `CREATE EXTENSION IF NOT EXISTS citext; CREATE TABLE jerseys (number int, label citext);`,
  '005_scores.sql': `CREATE TABLE scores (points int); GRANT SELECT ON scores TO scout; DROP TABLE imports;
    INSERT INTO jerseys SELECT 23, 'Home'::citext WHERE 'a'::citext = 'A';`,
};
const NOTES = ['002_players.sql:2: created the role scout, which no migration creates'];

// One story, told in the order of the tests: every run finds what those before it have left in the cache.
let directory = '';
beforeAll(async () => {
  directory = await folderWithTemplate();
});
afterAll(() => rm(directory, { recursive: true }));

function options(cache: Cache = openCache({ directory })): ReplayOptions {
  return { cache, stubs: [] };
}

function upTo(count: number, changed: Readonly<Record<string, string>> = {}): ReturnType<typeof planOf> {
  return planOf(Object.fromEntries(Object.entries({ ...LEAGUE, ...changed }).slice(0, count)));
}

function names(snapshot: Snapshot): readonly string[] {
  return snapshot.relations.map((relation) => relation.name);
}

async function failures(work: Promise<unknown>): Promise<readonly Failure[]> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof FailureError) return error.failures;
  throw new Error(`no failure: ${String(error)}`);
}

let whole: Snapshot;

describe('a replay', () => {
  test('runs every migration at first', async () => {
    const phases: string[] = [];
    const result = await replay(upTo(4), {
      ...options(),
      onProgress: ({ phase, done }) => phases.push(`${phase} ${String(done)}`),
    });
    expect(result).toMatchObject({ migrations: 4, replayed: 4, engineStarted: true, notes: NOTES });
    expect(names(result.snapshot)).toEqual(['imports', 'jerseys', 'players', 'teams']);
    expect(phases).toEqual([
      'starting the engine 0',
      ...[0, 1, 2, 3].map((done) => `replaying migrations ${String(done)}`),
      'reading the schema 0',
    ]);
  });

  test('starts no engine when nothing changed, and tells the same', async () => {
    const again = await replay(upTo(4), options());
    expect(again).toMatchObject({ migrations: 4, replayed: 0, engineStarted: false, notes: NOTES });
    expect(names(again.snapshot)).toEqual(['imports', 'jerseys', 'players', 'teams']);
  });

  test('then does not even load the engine', async () => {
    vi.doMock('@electric-sql/pglite', () => {
      throw new Error('loaded');
    });
    vi.resetModules();
    const fresh = await import('./replay.js');
    expect(await fresh.replay(upTo(4), options())).toMatchObject({ replayed: 0 });
    await expect(fresh.replay(upTo(1), options())).rejects.toThrow();
    vi.doUnmock('@electric-sql/pglite');
  });

  test('runs only what was appended, on what was there: rows, roles, extensions, unlogged tables', async () => {
    const result = await replay(upTo(5), options());
    expect(result).toMatchObject({ replayed: 1, engineStarted: true, notes: NOTES });
    whole = result.snapshot;
    expect(names(whole)).toEqual(['jerseys', 'players', 'scores', 'teams']);
    expect(whole.extensions.map((extension) => extension.name)).toContain('citext');
  });

  test('runs only the last migration again when that one was edited', async () => {
    const result = await replay(upTo(5, { '005_scores.sql': 'CREATE TABLE points (n int);' }), options());
    expect(result).toMatchObject({ replayed: 1 });
    expect(names(result.snapshot)).toContain('points');
  });

  test('goes back to the longest beginning that it knows when an early one was edited', async () => {
    const result = await replay(
      upTo(5, {
        '004_jerseys.sql': 'CREATE EXTENSION citext; CREATE TABLE jerseys (number int, label citext, size text);',
      }),
      options(),
    );
    expect(result).toMatchObject({ replayed: 2 });
    expect(names(result.snapshot)).toEqual(['jerseys', 'players', 'scores', 'teams']);
  });

  test('comes to the same schema, oids included, without any cache', async () => {
    const { snapshot, replayed, notes } = await replay(upTo(5), options(openCache({ directory, enabled: false })));
    expect({ replayed, notes }).toEqual({ replayed: 5, notes: NOTES });
    expect(snapshot).toEqual(whole);
  });

  test('tells where a migration fails and keeps what came before', async () => {
    const plan = upTo(5, {
      '005_scores.sql': 'CREATE TABLE scores (points int);\nALTER TABLE score ADD COLUMN n int;',
    });
    const before = await readdir(directory);
    expect(await failures(replay(plan, options()))).toMatchObject([
      { code: 'migration-failed', location: { file: '005_scores.sql', line: 2 }, sql: { sqlstate: '42P01' } },
    ]);
    expect(await readdir(directory)).toEqual(before);
  });

  test('stops between statements when it is told to', async () => {
    const stop = new AbortController();
    const plan = upTo(5, { '005_scores.sql': 'SELECT 5;' });
    const work = replay(plan, {
      ...options(),
      signal: stop.signal,
      onProgress: () => {
        stop.abort();
      },
    });
    expect(await failures(work)).toMatchObject([{ code: 'interrupted', location: { file: '005_scores.sql' } }]);
  });

  test('finds an extension that only a text at run time names', async () => {
    const plan = upTo(5, { '005_scores.sql': `DO $$ BEGIN EXECUTE concat('CREATE ', 'EXTENSION hstore'); END $$;` });
    const { snapshot } = await replay(plan, options());
    expect(snapshot.extensions.map((extension) => extension.name)).toContain('hstore');
    const more = planOf({ '006_labels.sql': `CREATE TABLE labels AS SELECT 'a=>1'::hstore -> 'a' AS label;` });
    const appended = { ...plan, migrations: [...plan.migrations, ...more.migrations] };
    expect(await replay(appended, options())).toMatchObject({ replayed: 1 });
  });

  test('names every extension that is missing at once', async () => {
    const plan = upTo(5, {
      '005_scores.sql': 'CREATE EXTENSION scoreboard;\nCREATE EXTENSION "big-screen"; CREATE EXTENSION citext;',
    });
    expect((await failures(replay(plan, options()))).map(({ message }) => message)).toEqual([
      '005_scores.sql:1: the embedded PostgreSQL does not have the extension scoreboard',
      '005_scores.sql:2: the embedded PostgreSQL does not have the extension big-screen',
    ]);
  });

  test('takes another stub for another schema', async () => {
    const plan = upTo(5, { '005_scores.sql': 'CREATE EXTENSION scoreboard; CREATE TABLE boards (id board);' });
    const stubs = [{ extension: 'scoreboard', types: ['board'], functions: [] }];
    const result = await replay(plan, { ...options(), stubs });
    expect(result.snapshot.relations.find(({ name }) => name === 'boards')?.columns[0]?.type.id).toBe('public.board');
    expect((await failures(replay(plan, options())))[0]?.code).toBe('extension-missing');
  });
});

test('a running database has what the migrations made, and what is written to it is gone with it', async () => {
  for (const expected of [0, 0]) {
    const database = await openReplayed(upTo(5), options());
    try {
      expect(await database.query('SELECT count(*)::int AS players FROM players')).toEqual([{ players: expected }]);
      expect(await database.query('SELECT name FROM teams')).toEqual([{ name: 'Westside' }]);
      await database.exec(`INSERT INTO players VALUES (7, 1)`);
    } finally {
      await database.close();
    }
  }
});

test('replays that are asked for at the same time run one after the other', async () => {
  const first = planOf({ '001_a.sql': 'CREATE TABLE a (id int);' });
  const second = planOf({ '001_b.sql': 'CREATE TABLE b (id int); SELECT nothing;' });
  const order: string[] = [];
  const follow = {
    ...options(),
    onProgress: ({ migration }: { migration: string | null }) => order.push(migration ?? ''),
  };
  const results = await Promise.allSettled([replay(second, follow), replay(first, follow), replay(first, follow)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(results[2]).toMatchObject({ value: { engineStarted: false } });
  expect(order.filter((path) => path !== '')).toEqual(['001_b.sql', '001_a.sql']);
});

describe('a damaged cache', () => {
  test('is no wrong answer: a truncated snapshot, state and template are built anew', async () => {
    for (const name of await readdir(directory)) {
      await truncate(join(directory, name), Math.floor((await stat(join(directory, name))).size / 2));
    }
    const result = await replay(upTo(5), options());
    expect(result.snapshot).toEqual(whole);
    expect(result.replayed).toBe(5);
    for (const kind of ['snapshot', 'state', 'template']) {
      expect(result.notes.join()).toMatch(new RegExp(`the cached ${kind} \\w+ was damaged and is built anew`));
    }
    expect(await replay(upTo(5), options())).toMatchObject({ engineStarted: false, notes: NOTES });
  });

  test('of which states remain, made from another template, is not used', async () => {
    const other = await folderWithTemplate();
    try {
      for (const name of (await readdir(directory)).filter((entry) => entry.endsWith('.state'))) {
        await copyFile(join(directory, name), join(other, name));
      }
      const result = await replay(upTo(5), options(openCache({ directory: other })));
      expect(result.replayed).toBe(5);
      expect(result.snapshot).toEqual(whole);
    } finally {
      await rm(other, { recursive: true });
    }
  });
});
