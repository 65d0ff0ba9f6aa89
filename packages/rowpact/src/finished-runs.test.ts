import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FileReport, Report } from '@rowpact/model';
import { type RunMemory, runMemory } from './finished-runs.js';

let root: string;
let memory: RunMemory;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rowpact-memory-'));
  for (const folder of ['migrations', 'registry/league/consumers'])
    await mkdir(join(root, folder), { recursive: true });
  await write('migrations/001_teams.sql');
  await write('registry/league/consumers/box-office.yaml');
  await pause();
  const options = { cwd: root, env: { ROWPACT_CACHE_DIR: join(root, 'cache') } };
  memory = runMemory('generate', options, Date.now());
  await pause();
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** The clock of a file system moves in steps of some milliseconds. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 25));
}

function write(path: string): Promise<void> {
  return writeFile(join(root, path), 'a line\n');
}

/** Ends a run that found these files, and says whether it will be answered from memory. */
async function isRemembered(...files: readonly FileReport[]): Promise<boolean> {
  const inputs = ['migrations', 'registry/league/consumers/box-office.yaml'].map((path) => join(root, path));
  const report: Report = { ...NOTHING, files };
  await memory.remember({ root, inputs, outputs: [join(root, 'registry')], whenChecked: [] }, report);
  return (await memory.recall()) !== null;
}

const NOTHING = { command: 'generate', producers: [], files: [], findings: [], failures: [], notes: [] } as const;
const SNAPSHOT = { path: 'registry/league/schema/public.teams.json', producer: 'league', consumer: null } as const;

test('a run is remembered where nobody changed anything meanwhile', async () => {
  expect(await isRemembered()).toBe(true);
});

test('a run is remembered that wrote a file, and the folder for it', async () => {
  await mkdir(join(root, 'registry/league/schema'));
  await write(SNAPSHOT.path);
  expect(await isRemembered({ ...SNAPSHOT, state: 'created' })).toBe(true);
});

test('a run is forgotten during which a contract was added, or was added beside what it wrote', async () => {
  await write('registry/league/consumers/arena.yaml');
  expect(await isRemembered()).toBe(false);
  await mkdir(join(root, 'registry/league/schema'));
  await write(SNAPSHOT.path);
  expect(await isRemembered({ ...SNAPSHOT, state: 'created' })).toBe(false);
});

test('a run is forgotten during which a contract was deleted', async () => {
  await rm(join(root, 'registry/league/consumers/box-office.yaml'));
  expect(await isRemembered()).toBe(false);
});

test('a run is forgotten during which a migration was edited or deleted', async () => {
  await rm(join(root, 'migrations/001_teams.sql'));
  expect(await isRemembered()).toBe(false);
  await write('migrations/001_teams.sql');
  expect(await isRemembered()).toBe(false);
});
