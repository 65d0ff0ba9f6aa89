import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Report } from '@rowpact/model';
import { printMigrationsRecord } from '@rowpact/registry/migrations';
import { readMigrations } from '@rowpact/postgres';
import type { CheckOptions } from './check-options.js';
import { rememberedCheck } from './remembered-check.js';

const LATER = Date.now() + 60_000;

let root: string;
let phases: string[];
let options: CheckOptions;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rowpact-check-'));
  phases = [];
  options = {
    cwd: root,
    env: { ROWPACT_CACHE_DIR: join(root, 'cache') },
    today: '2026-11-22',
    uninterrupted: (work) => work(),
    onProgress: ({ phase }) => phases.push(phase),
  };
  const use = { statements: [], blinds: [], tables: [], unreadable: [] };
  const coverage = { files: 1, statements: 0, analysed: 0, refused: 0, foreign: 0, blind: 0, unreadable: 0 };
  await write('registry/league/producer.yaml', 'version: 1\nproducer: league\nschema:\n  migrations: migrations\n');
  await write('registry/league/consumers/box-office.yaml', CONTRACT);
  await write(
    'registry/league/consumers/box-office.statements.json',
    JSON.stringify({ format: 1, consumer: 'box-office', producer: 'league', coverage, ...use }),
  );
  await write('migrations/001_teams.sql', 'CREATE TABLE teams (id int PRIMARY KEY, name text);');
  const settings = { kind: 'migrations', folder: 'migrations', ignore: [], order: null, placeholders: {} } as const;
  const { migrations } = await readMigrations(settings, root);
  await write('registry/league/migrations.json', printMigrationsRecord(migrations));
  await write('migrations/002_city.sql', 'ALTER TABLE teams ADD COLUMN city text;');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const CONTRACT = 'version: 1\nconsumer: box-office\nproducer: league\nsource: services/box-office\nrelations: {}\n';

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function check(changed: Partial<CheckOptions> = {}, startedAt = LATER): Promise<Report> {
  return rememberedCheck({ ...options, ...changed }, startedAt);
}

test('a check with nothing changed answers what it answered, also where no state of the schema is left', async () => {
  const first = await check();
  expect(first.checks?.[0]?.changes).toHaveLength(1);
  const kept = await readdir(join(root, 'cache'));
  for (const name of kept.filter((one) => !one.endsWith('.run'))) await rm(join(root, 'cache', name));
  phases = [];
  expect(await check()).toEqual(first);
  expect(phases).toEqual([]);
}, 60_000);

test('a migration, a record, a contract, a source that came, another day or an override are checked anew', async () => {
  const sentences = async (changed: Partial<CheckOptions> = {}): Promise<readonly string[]> =>
    (await check(changed)).checks?.flatMap(({ changes }) => changes.map(({ sentence }) => sentence)) ?? [];
  expect(await sentences()).toEqual(['teams.city is added (text)']);
  await write('migrations/002_city.sql', 'ALTER TABLE teams ADD COLUMN town text;');
  expect(await sentences()).toEqual(['teams.town is added (text)']);
  await write('migrations/003_gone.sql', 'ALTER TABLE teams DROP COLUMN name;');
  expect(await sentences()).toContain('teams.name is dropped');
  await rm(join(root, 'registry/league/consumers/box-office.statements.json'));
  const unknown = (report: Report): boolean =>
    report.findings.some((finding) => finding.kind === 'impact' && finding.rule === 'could-not-look');
  expect(unknown(await check())).toBe(true);
  const refused = (await check()).findings.length;
  expect(refused).toBeGreaterThan(0);
  const overridden = await check({ env: { ...options.env, ROWPACT_OVERRIDE: 'anna: the page is off' } });
  expect(overridden.findings.some((finding) => finding.kind === 'impact' && finding.accepted?.how === 'override')).toBe(
    true,
  );
  await write('services/box-office/package.json', '{ "name": "box-office" }');
  expect((await check()).consumers).toHaveLength(1);
}, 120_000);
