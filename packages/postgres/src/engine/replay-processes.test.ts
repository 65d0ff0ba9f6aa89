import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReplayResult } from './replay.js';

const CHILD = fileURLToPath(new URL('./testing/replay-child.ts', import.meta.url));

// Runs TypeScript with the packages' sources in a plain Node.js.
const LOADER = `
  const { runnerImport } = await import('vite');
  await runnerImport(${JSON.stringify(CHILD)}, { configFile: false, logLevel: 'silent', resolve: { tsconfigPaths: true } });`;

// Real processes, that also build the template, which takes seconds each: nothing is prepared here.
vi.setConfig({ testTimeout: 300_000 });

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpact-processes-'));
  await mkdir(join(folder, 'migrations'));
  await writeFile(join(folder, 'migrations/001_teams.sql'), 'CREATE TABLE teams (id int PRIMARY KEY);');
  await writeFile(join(folder, 'migrations/002_players.sql'), 'CREATE TABLE players (team_id int REFERENCES teams);');
});
afterEach(() => rm(folder, { recursive: true }));

function start(): ChildProcess {
  const folders = [join(folder, 'migrations'), join(folder, 'cache')];
  return spawn(process.execPath, ['--input-type=module', '--eval', LOADER, ...folders], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function resultOf(child: ChildProcess): Promise<ReplayResult> {
  const output: string[] = [];
  const errors: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the process ended with ${String(code)}: ${errors.join('')}`);
  return JSON.parse(output.join('')) as ReplayResult;
}

async function killAt(phase: string): Promise<void> {
  const child = start();
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.includes(phase)) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal, said).toBe('SIGKILL');
}

async function kinds(): Promise<readonly string[]> {
  return (await readdir(join(folder, 'cache'))).map((name) => name.replace(/^.*\./, '')).sort();
}

test('two processes may build the template and the same states at the same time', async () => {
  const [one, other] = await Promise.all([resultOf(start()), resultOf(start())]);
  expect(one.snapshot).toEqual(other.snapshot);
  expect(one.snapshot.relations.map(({ name }) => name)).toEqual(['players', 'teams']);
  expect([...one.notes, ...other.notes]).toEqual([]);
  const third = await resultOf(start());
  expect(third).toMatchObject({ engineStarted: false, snapshot: one.snapshot });
  expect(await kinds()).toEqual(['snapshot', 'state', 'state', 'template']);
});

test('a process that is killed leaves nothing that harms the next one', async () => {
  await killAt('preparing the engine');
  await killAt('002_players');
  const good = await resultOf(start());
  expect(good).toMatchObject({ replayed: 1, notes: [] });
  expect(await kinds()).toEqual(['snapshot', 'state', 'state', 'template']);
});
