import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { folderWithTemplate } from '../packages/postgres/src/engine/testing/test-cache.js';
import { newProject, type Project } from './project.js';
import { type Outcome, rowpact } from './run-tool.js';
import { startWatching, type Watching } from './watching.js';

let cache: string;
let project: Project;
let watching: Watching | null = null;
beforeAll(async () => {
  cache = await folderWithTemplate();
});
beforeEach(async () => {
  project = await newProject(FILES);
});
afterEach(async () => {
  await watching?.stop('SIGKILL');
  watching = null;
  await project.remove();
});
afterAll(() => rm(cache, { recursive: true, force: true }));

const CONTRACT = [
  'version: 1',
  'consumer: web',
  'producer: league',
  'source: web',
  'generate:',
  '  file: src/database.gen.ts',
  '  driver: pg',
  'relations:',
  '  players:',
  '    wildcard: true',
  '',
].join('\n');

const FILES = {
  'db/migrations/1_teams.sql': 'CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL);\n',
  'db/migrations/2_players.sql': 'CREATE TABLE players (id int PRIMARY KEY, name text NOT NULL);\n',
  'registry/league/producer.yaml': 'version: 1\nproducer: league\nschema:\n  migrations: db/migrations\n',
  'registry/league/consumers/web.yaml': CONTRACT,
  'web/package.json': '{"name":"web","dependencies":{"pg":"8"}}',
};

async function watch(...flags: readonly string[]): Promise<Watching> {
  watching = startWatching(flags, { cwd: project.root, env: { ROWPACT_CACHE_DIR: cache } });
  await watching.says(flags.includes('json') ? '"changed":[]' : 'watching for changes');
  return watching;
}

const rows = (): Promise<string> => project.read('web/src/database.gen.ts');

/** Proves that nothing that was done before made a run: one that follows is the next one, and has one cause. */
async function nothingRan({ lines, says }: Watching, column: string): Promise<void> {
  const before = lines().length;
  await project.write(`db/migrations/9_${column}.sql`, `ALTER TABLE players ADD COLUMN ${column} int;\n`);
  await says(`(9_${column}.sql)`);
  expect(lines().slice(before)).toEqual([`regenerated 3 files (9_${column}.sql)`]);
  expect(await rows()).toContain(`${column}: number | null;`);
}

describe('rowpact watch', () => {
  it('generates at once, and again when a migration or the registry is saved', async () => {
    const { says } = await watch();
    expect(await rows()).toContain('name: string;');
    await project.write('db/migrations/3_score.sql', 'ALTER TABLE players ADD COLUMN score int NOT NULL;\n');
    await says('(3_score.sql)');
    expect(await rows()).toContain('score: number;');
    await project.write('registry/league/consumers/web.yaml', `${CONTRACT}  teams:\n    wildcard: true\n`);
    await says('(web.yaml)');
    expect(await rows()).toContain('export interface TeamsRow');
  });

  it('is still after what it wrote itself, and after what concerns it not', async () => {
    const running = await watch();
    await project.write('web/src/page.ts', 'export {};\n');
    await project.write('registry/league/schema/notes.txt', 'ours');
    await project.write('registry/league/README.md', 'ours');
    await nothingRan(running, 'one');
    await nothingRan(running, 'two');
  });

  it('takes a burst for one change, also of files that are written beside their place and renamed', async () => {
    const { lines, says } = await watch();
    const names = Array.from({ length: 500 }, (_, at) => `${100 + at}_burst.sql`);
    await mkdir(join(project.root, 'db/new'));
    for (const name of names) await writeFile(join(project.root, 'db/new', name), `-- ${name}\n`);
    await Promise.all(
      names.map((name) => rename(join(project.root, 'db/new', name), join(project.root, 'db/migrations', name))),
    );
    await project.write('db/migrations/900_score.sql', 'ALTER TABLE players ADD COLUMN score int;\n');
    await expect.poll(rows, { timeout: 60_000 }).toContain('score: number | null;');
    await project.write('db/migrations/901_end.sql', 'ALTER TABLE players ADD COLUMN ended int;\n');
    await says('(901_end.sql)');
    expect(lines().length).toBeLessThanOrEqual(6);
  });

  it('prints what is wrong with a migration once, and says when it is mended', async () => {
    const { lines, says, errors } = await watch();
    await project.write('db/migrations/3_bad.sql', 'ALTER TABLE playerz ADD COLUMN x int;\n');
    await says('could not regenerate (3_bad.sql)');
    await expect.poll(errors).toContain('relation "playerz" does not exist (SQLSTATE 42P01)');
    await project.write('unrelated.txt', '');
    await project.write('db/migrations/3_bad.sql', 'ALTER TABLE playerz ADD COLUMN x int;\n\n');
    await project.write('db/migrations/3_bad.sql', 'ALTER TABLE players ADD COLUMN x int;\n');
    await says('mended: regenerated');
    expect(await rows()).toContain('x: number | null;');
    expect(errors().split('error[migration-failed]')).toHaveLength(2);
    expect(lines()).toHaveLength(3);
  });

  it('does not wait for a migration that never ends once it is mended', async () => {
    const { says } = await watch();
    await project.write('db/migrations/3_endless.sql', 'DO $$ BEGIN LOOP END LOOP; END $$;\n');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await project.write('db/migrations/3_endless.sql', 'ALTER TABLE players ADD COLUMN score int;\n');
    await says('(3_endless.sql)');
    expect(await rows()).toContain('score: number | null;');
  });

  it('goes on after a broken registry, one that was away, and folders that were away', async () => {
    const { says } = await watch();
    await project.write('registry/league/producer.yaml', 'version: 1\nproducer: [league\n');
    await says('could not regenerate (producer.yaml)');
    await project.write('registry/league/producer.yaml', FILES['registry/league/producer.yaml']);
    await says('mended: everything is up to date (producer.yaml)');
    const [here, away] = [join(project.root, 'registry'), join(project.root, 'away')];
    await rename(here, away);
    await says('could not regenerate', 2);
    await rename(away, here);
    await says('mended:', 2);
    await rm(join(project.root, 'db'), { recursive: true });
    await says('could not regenerate', 3);
    for (const name of ['1_teams', '2_players'] as const)
      await project.write(`db/migrations/${name}.sql`, FILES[`db/migrations/${name}.sql`]);
    await says('mended:', 3);
    await rename(join(project.root, 'web'), join(project.root, 'elsewhere'));
    await says('everything is up to date (web)');
    await mkdir(join(project.root, 'web'));
    await says('regenerated 1 file (web)');
    await project.write('db/migrations/3_score.sql', 'ALTER TABLE players ADD COLUMN score int;\n');
    await says('(3_score.sql)');
    expect(await rows()).toContain('score: number | null;');
  });

  it('prints findings when they come, and says when they are gone', async () => {
    const { says, errors } = await watch();
    await project.write('registry/league/consumers/web.yaml', CONTRACT.replace('wildcard: true', 'read: [id, nam]'));
    await says('(web.yaml)');
    await expect.poll(errors).toContain('web says it uses players.nam, which league does not have');
    await project.write('registry/league/consumers/web.yaml', CONTRACT);
    await says('no findings any more (web.yaml)');
  });

  it('prints a JSON document a line for programs', async () => {
    const { lines, says } = await watch('--format', 'json');
    await project.write('db/migrations/3_score.sql', 'ALTER TABLE players ADD COLUMN score int;\n');
    await says('3_score.sql');
    const [first, second] = lines().map((line): unknown => JSON.parse(line));
    expect(first).toMatchObject({ format: 1, changed: [], report: { command: 'generate', exitCode: 0 } });
    expect(second).toMatchObject({
      changed: ['db/migrations/3_score.sql'],
      report: { files: expect.arrayContaining([expect.objectContaining({ path: 'web/src/database.gen.ts' })]) },
    });
  });

  it('watches the files that migrations include, and with --from-snapshot the committed snapshot', async () => {
    await project.write('db/shared/score.sql', 'ALTER TABLE players ADD COLUMN score int;\n');
    await project.write('db/migrations/3_score.sql', '\\i ../shared/score.sql\n');
    const first = await watch();
    await project.write('db/shared/score.sql', 'ALTER TABLE players ADD COLUMN points int;\n');
    await first.says('(score.sql)');
    expect(await rows()).toContain('points: number | null;');
    await first.stop('SIGTERM');
    const second = await watch('--from-snapshot');
    await project.write('db/shared/score.sql', 'ALTER TABLE players ADD COLUMN assists int;\n');
    expect((await once('snapshot')).code).toBe(0);
    await second.says('(public.players.json');
    await expect.poll(rows, { timeout: 60_000 }).toContain('assists: number | null;');
  });
});

function once(...args: readonly string[]): Promise<Outcome> {
  return rowpact(args, { cwd: project.root, env: { ROWPACT_CACHE_DIR: cache } });
}

describe('rowpact watch ends', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('with %s, and exits 0', async (signal) => {
    const { stop } = await watch();
    expect(await stop(signal)).toEqual({ code: 0, signal: null });
    expect((await once('generate', '--check')).code).toBe(0);
  });

  it('in the midst of a migration that never ends, with everything as it was', async () => {
    const { stop } = await watch();
    const before = await project.contents();
    const endless = 'DO $$ BEGIN LOOP END LOOP; END $$;\n';
    await project.write('db/migrations/3_endless.sql', endless);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await stop('SIGINT')).toEqual({ code: 0, signal: null });
    expect(await project.contents()).toEqual({ ...before, 'db/migrations/3_endless.sql': endless });
  });

  it('when nobody reads what it prints', async () => {
    const { closeOutput, ended } = await watch();
    closeOutput();
    await project.write('db/migrations/3_score.sql', 'ALTER TABLE players ADD COLUMN score int;\n');
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(await rows()).toContain('score: number | null;');
    expect((await once('generate', '--check')).code).toBe(0);
  });

  it('at once where there is no registry, or none of the name that is asked for', async () => {
    expect(await once('watch', '--consumer', 'wob')).toMatchObject({ code: 2, stdout: '' });
    await rm(join(project.root, 'registry'), { recursive: true });
    const outcome = await once('watch');
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain('error[registry-not-found]');
  });
});
