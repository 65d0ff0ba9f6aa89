import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { BenchResults } from '../../tools/src/bench/results/bench-results.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rowpact-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Where the tests have a server of their own it is measured too.
const servers = (process.env.ROWPACT_TEST_SERVERS ?? '').includes('18=') ? '18' : 'none';

test('a quick benchmark measures every subject on the embedded engine, and a server where there is one', () => {
  const args = ['tools/dist/bench/main.js', '--quick', '--servers', servers, '--out', folder];
  const run = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  expect(run.status, run.stderr).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['quick.json', 'quick.md']);
  expect(run.stdout).toBe(readFileSync(join(folder, 'quick.md'), 'utf8'));

  const results = JSON.parse(readFileSync(join(folder, 'quick.json'), 'utf8')) as BenchResults;
  expect(results.producer).toMatchObject({ tables: 50, views: 10, enums: 5, migrations: 12 });
  expect(Object.keys(results.versions)).toEqual(
    expect.arrayContaining(['node', 'kysely-codegen', '@electric-sql/pglite']),
  );
  // How many types a compiler makes is its own matter.
  const titles = results.series.map(({ title }) => title.replace(/ \(\d+ types, \d+ instantiations\)$/, ''));
  if (servers === 'none') expect(titles).toEqual(EMBEDDED);
  else expect(titles).toEqual(expect.arrayContaining([...SERVER, ...EMBEDDED]));
  for (const { title, wall, cpu, peak, rounds } of results.series) {
    expect(wall.samples.length, title).toBe(rounds.rounds);
    expect(wall.median, title).toBeGreaterThan(0);
    // Of what is measured inside a process that goes on, of a watch, and of a part of a process, there is no cost of a process to tell.
    const noProcess =
      /introspect|catalog query|analysis, embedded|PREPARE|SafeQL|pgtyped|rowpact watch|tsc check time/.test(title);
    for (const cost of [cpu, peak]) expect(cost === null || !(cost.median > 0), title).toBe(noProcess);
  }
  expect(results.goals.length).toBeGreaterThanOrEqual(servers === 'none' ? 13 : 18);
  for (const subject of [
    'engine starts with nothing changed',
    'engine starts in a scan with nothing changed',
    'engine starts in typing with nothing changed',
  ]) {
    expect(results.goals.find((goal) => goal.subject === subject)).toMatchObject({ measured: 0, met: true });
  }
  // It starts some fifty processes, each of which takes seconds where others work beside it.
}, 600_000);

test('an option that makes no sense measures nothing and says what there is', () => {
  const args = ['tools/dist/bench/main.js', '--servers', '11'];
  const run = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  expect(run.status).toBe(2);
  expect(run.stderr).toContain('no PostgreSQL server "11"');
  expect(run.stderr).toContain('npm run bench');
});

const introspection = (engine: string): readonly string[] => [
  `catalog query, ${engine}`,
  `documented catalog query, ${engine}`,
  `rowpact introspect, ${engine}`,
  `kysely-codegen introspect, ${engine}`,
];

const SERVER = [
  ...introspection('PostgreSQL 18'),
  'rowpact generate, PostgreSQL 18',
  'kysely-codegen, PostgreSQL 18',
  'rowpact generate again, PostgreSQL 18',
];

const EMBEDDED = [
  ...introspection('embedded'),
  'rowpact analysis, embedded',
  'PREPARE and DEALLOCATE, embedded',
  'rowpact generate, migrations, empty cache',
  'plain replay in PGlite',
  'rowpact generate again, migrations',
  'rowpact generate, one migration more',
  'rowpact watch, migration saved, 50 tables',
  'rowpact scan, consumer never seen',
  'tsc --noEmit, same consumer',
  'rowpact scan again',
  'rowpact scan, one file changed',
  'rowpact scan, one statement changed',
  'rowpact check, nothing pending',
  'rowpact check again, one migration pending',
  'rowpact check, nothing pending, files written anew',
  'rowpact check, one migration pending that is known, files written anew',
  'rowpact check, one statement new',
  'rowpact check, the migration edited',
  'rowpact check, the migration edited, 2 consumers with 50 statements',
  'rowpact check, the migration edited, 4 consumers with 100 statements',
  'rowpact generate, statements typed that were never seen',
  'rowpact analysis of the same statements, alone',
  'rowpact generate again, statements typed',
  'tsc check time, statements typed',
  'tsc check time, rows typed by hand',
  'tsc check time, no row typed',
  'nx show projects, a plugin that does nothing',
  'nx show projects, @rowpact/nx',
  'nx sync:check, @rowpact/nx and a sync generator that does nothing',
  'nx sync:check, @rowpact/nx and its sync generator',
];
