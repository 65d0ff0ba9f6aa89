import { mkdir, mkdtemp, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RowpactOptions } from './options.js';
import type { Plan } from './plan.js';
import { runPlanned } from './run-plan.js';

let root: string;
let options: RowpactOptions;
let planned: number;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rowpact-run-'));
  options = { cwd: root, env: { ROWPACT_CACHE_DIR: join(root, 'cache') } };
  planned = 0;
  await mkdir(join(root, 'migrations'));
  await writeFile(join(root, 'migrations', '001_teams.sql'), 'CREATE TABLE teams ()');
  await mkdir(join(root, 'web'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

function plan(changes: Partial<Plan> = {}): () => Promise<Plan> {
  return () => {
    planned += 1;
    return Promise.resolve({
      command: 'generate',
      root,
      changes: [{ path: 'web/rows.gen.ts', content: 'rows', producer: 'league', consumer: 'web', within: 'web' }],
      producers: [],
      findings: [],
      whenChecked: [],
      notes: [],
      inputs: [join(root, 'migrations'), join(root, 'elsewhere')],
      outputs: [join(root, 'web', 'rows.gen.ts')],
      ...changes,
    });
  };
}

const LATER = Date.now() + 60_000;

async function run(
  settings: { readonly check?: boolean; readonly plan?: Partial<Plan>; readonly startedAt?: number } = {},
): Promise<readonly string[]> {
  const { check = false, startedAt = LATER } = settings;
  const report = await runPlanned(
    { name: 'generate', plan: plan(settings.plan), check, startedAt, uninterrupted: (work) => work() },
    options,
  );
  return report.files.map(({ state }) => state);
}

describe('a run with nothing changed since the last one', () => {
  it('is answered from memory, with what a full run would say', async () => {
    expect(await run()).toEqual(['created']);
    expect(await run()).toEqual(['unchanged']);
    expect(await run({ check: true })).toEqual(['unchanged']);
    expect(planned).toBe(1);
  });

  it.each([
    ['a migration is edited', 'migrations/001_teams.sql', 'CREATE TABLE team5 ()'],
    ['a migration is added', 'migrations/002_players.sql', ''],
    ['something appears where nothing was', 'elsewhere', ''],
    ['the generated module is edited', 'web/rows.gen.ts', 'r0ws'],
  ])('is not assumed when %s', async (_what, path, text) => {
    await run();
    await writeFile(join(root, path), text);
    await run();
    expect(planned).toBe(2);
  });

  it('is not assumed when a file has other text and its old size and times', async () => {
    await run();
    const file = join(root, 'web/rows.gen.ts');
    const before = await stat(file);
    await writeFile(file, 'r0ws');
    await utimes(file, before.atime, before.mtime);
    expect(await run()).toEqual(['updated']);
  });

  it('can be told where a link leads back to its own folder, or nowhere', async () => {
    await symlink('.', join(root, 'migrations', 'loop'));
    await symlink('missing', join(root, 'migrations', 'dangling'));
    await run();
    expect(await run()).toEqual(['unchanged']);
    expect(planned).toBe(1);
    await writeFile(join(root, 'migrations', 'missing'), '');
    await run();
    expect(planned).toBe(2);
  });

  it('is not assumed when a file is deleted', async () => {
    await run();
    await rm(join(root, 'web/rows.gen.ts'));
    expect(await run()).toEqual(['created']);
  });
});

describe('a run is not kept', () => {
  it('when something it read changed while it ran', async () => {
    await run({ startedAt: 0 });
    await run({ startedAt: 0 });
    expect(planned).toBe(2);
  });

  it('when a server was asked, of which no file tells whether it changed', async () => {
    await run({ plan: { inputs: null } });
    await run({ plan: { inputs: null } });
    expect(planned).toBe(2);
  });

  it('when it found files out of date and wrote nothing', async () => {
    expect(await run({ check: true })).toEqual(['created']);
    expect(await run({ check: true })).toEqual(['created']);
    expect(planned).toBe(2);
  });

  it('for other options', async () => {
    await run();
    options = { ...options, to: '001' };
    await run();
    expect(planned).toBe(2);
  });

  it('without a cache', async () => {
    options = { ...options, cache: false };
    await run();
    await run();
    expect(planned).toBe(2);
  });
});
