import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { folderWithTemplate } from '../packages/postgres/src/engine/testing/test-cache.js';
import { newProject, type Project } from './project.js';
import { type Outcome, rowpact, tool } from './run-tool.js';

let cache: string;
let project: Project;
beforeAll(async () => {
  cache = await folderWithTemplate();
});
afterEach(() => project.remove());
afterAll(() => rm(cache, { recursive: true, force: true }));

const MIGRATIONS = {
  'db/migrations/1_teams.sql': 'CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL);\n',
  'db/migrations/2_players.sql':
    'CREATE TABLE players (id int PRIMARY KEY, team_id int REFERENCES teams, name text NOT NULL);\n',
  'db/migrations/10_drop.sql': 'ALTER TABLE players DROP COLUMN team_id;\n',
};

const REGISTRY = {
  'web/package.json': '{"name":"web","dependencies":{"pg":"8"}}',
  'registry/league/producer.yaml': 'version: 1\nproducer: league\nschema:\n  migrations: db/migrations\n',
  'registry/league/consumers/web.yaml': [
    'version: 1',
    'consumer: web',
    'producer: league',
    'source: web',
    'generate:',
    '  file: src/database.gen.ts',
    '  driver: pg',
    'relations:',
    '  players:',
    '    read: [id, name, team_id]',
    '',
  ].join('\n'),
};

function run(...args: readonly string[]): Promise<Outcome> {
  return rowpact(args, { cwd: project.root, env: { ROWPACT_CACHE_DIR: cache } });
}

describe('rowpact generate', () => {
  it('writes the types as of the newest migration, and points at what the contract still names', async () => {
    project = await newProject({ ...MIGRATIONS, ...REGISTRY });
    const outcome = await run('generate');
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain('web says it uses players.team_id, which league does not have');
    expect(outcome.stderr).toContain('registry/league/consumers/web.yaml:10:22');
    const text = await project.read('web/src/database.gen.ts');
    expect(text).toContain('export interface PlayersRow');
    expect(text).not.toContain('team_id');
  });

  it('goes back to a revision with --to, stays there, and leaves it with the next snapshot', async () => {
    project = await newProject({ ...MIGRATIONS, ...REGISTRY });
    expect((await run('snapshot', '--to', '2')).code).toBe(0);
    const pinned = await run('generate');
    expect(pinned).toMatchObject({ code: 0 });
    expect(pinned.stderr).toContain('league is pinned at 2_players');
    expect(await project.read('web/src/database.gen.ts')).toContain('team_id: number | null;');
    expect((await run('snapshot')).code).toBe(0);
    expect((await run('generate')).code).toBe(1);
    expect(await project.read('web/src/database.gen.ts')).not.toContain('team_id');
  });

  it('with --check writes nothing, exits 1, and shows what is stale as a diff', async () => {
    project = await newProject({ ...MIGRATIONS, ...REGISTRY });
    const before = await project.contents();
    const missing = await run('generate', '--check', '--to', '2');
    expect(missing.code).toBe(1);
    expect(await project.contents()).toEqual(before);
    await run('generate', '--to', '2');
    expect((await run('generate', '--check', '--to', '2')).code).toBe(0);
    await project.write(
      'web/src/database.gen.ts',
      (await project.read('web/src/database.gen.ts')).replace('name: string', 'name: number'),
    );
    const stale = await run('generate', '--check', '--to', '2');
    expect(stale.code).toBe(1);
    expect(stale.stderr).toContain('stale-file web/src/database.gen.ts is out of date');
    expect(stale.stderr).toMatch(/^ {2}-\s+name: number;$/m);
    expect(stale.stderr).toMatch(/^ {2}\+\s+name: string;$/m);
  });

  it('with --check never calls a pin fine that hides newer migrations', async () => {
    project = await newProject({ ...MIGRATIONS, ...REGISTRY });
    expect((await run('generate', '--to', '2')).code).toBe(0);
    expect((await run('generate')).code).toBe(0);
    const checked = await run('generate', '--check');
    expect(checked.code).toBe(1);
    expect(checked.stderr).toContain('league is pinned at 2_players, so nobody looked at 10_drop');
    await project.remove();
    project = await newProject({
      ...REGISTRY,
      'db/migrations/2_players.sql': 'CREATE TABLE players (id int, name text, team_id int)',
    });
    await run('generate', '--to', '2');
    expect((await run('generate', '--check')).code).toBe(0);
  });

  it('points at the contract when a module cannot be generated', async () => {
    project = await newProject({ ...MIGRATIONS, ...REGISTRY });
    const contract = await project.read('registry/league/consumers/web.yaml');
    await project.write(
      'registry/league/consumers/web.yaml',
      contract.replace('  driver: pg\n', '  driver: pg\n  types:\n    numeric: "{"\n'),
    );
    const outcome = await run('generate', '--to', '2');
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('error[override-invalid]');
    expect(outcome.stderr).toContain('registry/league/consumers/web.yaml:5:1');
  });

  it('touches nothing when nothing changed, and writes the same bytes in every run', async () => {
    project = await newProject({ ...MIGRATIONS, ...REGISTRY });
    await run('generate');
    const before = await project.contents();
    const time = (await stat(join(project.root, 'web/src/database.gen.ts'))).mtimeMs;
    await run('generate');
    await rowpact(['generate', '--no-cache'], { cwd: project.root });
    expect(await project.contents()).toEqual(before);
    expect((await stat(join(project.root, 'web/src/database.gen.ts'))).mtimeMs).toBe(time);
  });

  it('needs neither migrations nor an engine with --from-snapshot', async () => {
    project = await newProject({ ...MIGRATIONS, ...REGISTRY });
    await run('snapshot', '--to', '2');
    const elsewhere = await newProject(
      Object.fromEntries(Object.entries(await project.contents()).filter(([path]) => !path.startsWith('db/'))),
    );
    const outcome = await rowpact(['generate', '--from-snapshot'], {
      cwd: elsewhere.root,
      env: { ROWPACT_CACHE_DIR: '/nonexistent' },
    });
    expect(outcome).toMatchObject({ code: 0 });
    expect(await elsewhere.read('web/src/database.gen.ts')).toContain('team_id: number | null;');
    await elsewhere.remove();
  });

  it('removes the file of a relation that is gone, and nothing else', async () => {
    project = await newProject({ ...MIGRATIONS, ...REGISTRY, 'registry/league/schema/notes.txt': 'ours' });
    await run('snapshot');
    expect(await project.contents()).toHaveProperty(['registry/league/schema/public.teams.json']);
    await project.write('db/migrations/11_gone.sql', 'DROP TABLE teams CASCADE;\n');
    expect((await run('snapshot')).stdout).toContain('deleted    registry/league/schema/public.teams.json');
    const after = await project.contents();
    expect(after).not.toHaveProperty(['registry/league/schema/public.teams.json']);
    expect(after).toHaveProperty(['registry/league/schema/notes.txt']);
  });

  it('is right when two runs write at once', async () => {
    project = await newProject({ ...MIGRATIONS, ...REGISTRY });
    const own = await mkdtemp(join(tmpdir(), 'rowpact-cache-'));
    const both = await Promise.all(
      [1, 2].map(() => rowpact(['generate', '--to', '2'], { cwd: project.root, env: { ROWPACT_CACHE_DIR: own } })),
    );
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect((await run('generate', '--check', '--to', '2')).code).toBe(0);
    await rm(own, { recursive: true, force: true });
  });

  it('leaves nothing half-written when it is interrupted', async () => {
    project = await newProject({ ...MIGRATIONS, ...REGISTRY });
    const before = await project.contents();
    const own = await mkdtemp(join(tmpdir(), 'rowpact-cache-'));
    const options = { cwd: project.root, env: { ROWPACT_CACHE_DIR: own } };
    const stopped = await rowpact(['generate'], {
      ...options,
      started: (kill) => setTimeout(() => kill('SIGINT'), 700),
    });
    expect(stopped.code).not.toBe(0);
    expect(await project.contents()).toEqual(before);
    expect((await rowpact(['generate', '--to', '2'], options)).code).toBe(0);
    await rm(own, { recursive: true, force: true });
  });

  it('survives every hostile name, and what it generates compiles', async () => {
    const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const names = [
      'select',
      'a.b',
      'say "hi"',
      'two\nlines',
      '🏀',
      '__proto__',
      'constructor',
      '*/ alert(1) /*',
      'x'.repeat(63),
      "o'neill",
      'ÀÉ',
    ];
    const tables = names.map(
      (
        text,
        index,
      ) => `CREATE TABLE ${name('a b')}.${name(text)} (id int PRIMARY KEY, ${names.map((column) => `${name(column)} text`).join(', ')});
        COMMENT ON COLUMN ${name('a b')}.${name(text)}.${name('select')} IS '*/ export const hacked${index} = 1; /*';`,
    );
    const relations = names.map(
      (text, index) => `  ${JSON.stringify(`${name('a b')}.${name(text)}`)}: { wildcard: true, name: T${index} }`,
    );
    project = await newProject({
      'db/migrations/1.sql': `CREATE SCHEMA ${name('a b')};\n${tables.join('\n')}`,
      ...REGISTRY,
      'registry/league/consumers/web.yaml': `${REGISTRY['registry/league/consumers/web.yaml'].split('relations:')[0]}relations:\n${relations.join('\n')}\n`,
    });
    expect(await run('generate')).toMatchObject({ code: 0, stderr: '' });
    expect((await run('generate', '--check')).code).toBe(0);
    const compiled = await tool(
      'tsc',
      [
        '--noEmit',
        '--strict',
        '--target',
        'es2022',
        '--module',
        'nodenext',
        '--ignoreConfig',
        'web/src/database.gen.ts',
      ],
      {
        cwd: project.root,
      },
    );
    expect(compiled).toMatchObject({ code: 0, stdout: '' });
    expect(await project.read('web/src/database.gen.ts')).not.toMatch(/^export const hacked/m);
  });
});

describe('what cannot be done', () => {
  it('reports a failing migration with file, line, statement and SQLSTATE, and writes nothing', async () => {
    project = await newProject({
      ...MIGRATIONS,
      ...REGISTRY,
      'db/migrations/11_bad.sql': 'SELECT 1;\n\n-- oops\nALTER TABLE playerz\n  ADD COLUMN x int;\n',
    });
    const before = await project.contents();
    const outcome = await run('generate');
    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toBe('');
    expect(outcome.stderr).toContain('error[migration-failed]');
    expect(outcome.stderr).toContain('db/migrations/11_bad.sql:4');
    expect(outcome.stderr).toContain('relation "playerz" does not exist (SQLSTATE 42P01)');
    expect(await project.contents()).toEqual(before);
  });

  it('prints every error of the registry at once, each with its line, and as JSON on stdout when asked', async () => {
    project = await newProject({
      ...MIGRATIONS,
      'registry/league/producer.yaml': 'version: 1\nproducer: league\nschemas:\n  migrations: db/migrations\n',
      'registry/league/consumers/web.yaml': 'version: 1\nconsumer: web\nproducer: league\nsource: web\nrelation: {}\n',
    });
    const text = await run('generate');
    expect(text.code).toBe(2);
    expect(text.stderr).toContain('registry/league/producer.yaml:3:1');
    expect(text.stderr).toContain('registry/league/consumers/web.yaml:5:1');
    const json = await run('generate', '--format', 'json');
    expect(json.code).toBe(2);
    const report = JSON.parse(json.stdout) as {
      readonly exitCode: number;
      readonly failures: readonly { readonly code: string }[];
    };
    expect(report.exitCode).toBe(2);
    expect(report.failures.length).toBeGreaterThanOrEqual(2);
    expect(new Set(report.failures.map(({ code }) => code))).toEqual(new Set(['registry-invalid']));
  });

  it('never prints the password of a server that does not answer', async () => {
    project = await newProject({
      ...REGISTRY,
      'registry/league/producer.yaml': 'version: 1\nproducer: league\nschema:\n  database: { env: LEAGUE_URL }\n',
    });
    const env = { LEAGUE_URL: 'postgres://coach:s3cret@127.0.0.1:1/league' };
    for (const format of ['text', 'json']) {
      const outcome = await rowpact(['generate', '--format', format], { cwd: project.root, env });
      expect(outcome.code).toBe(2);
      expect(outcome.stdout + outcome.stderr).toContain('database-unreachable');
      expect(outcome.stdout + outcome.stderr).not.toContain('s3cret');
    }
    expect((await run('snapshot')).stderr).toContain('LEAGUE_URL, which is not set');
  });

  it.each([
    [['generate'], 'registry-not-found'],
    [['snapshot', '--registry', 'nowhere'], 'registry-not-found'],
    [['genrate'], 'unknown command'],
    [['generate', '--consumer'], 'argument missing'],
  ])('says what to do next: rowpact %j', async (args, words) => {
    project = await newProject({ 'readme.txt': '' });
    const outcome = await run(...args);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(words);
  });

  it.each([
    [['generate', '--consumer', 'wob'], 'it has web'],
    [['generate', '--producer', 'leage'], 'it has league'],
    [['snapshot', '--to', '99'], 'revision-unknown'],
    [['generate', '--from-snapshot', '--to', '2'], 'leave one of the two out'],
  ])('names what there is: rowpact %j', async (args, words) => {
    project = await newProject({ ...MIGRATIONS, ...REGISTRY });
    const outcome = await run(...args);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(words);
  });

  it('says which file it could not write', async () => {
    project = await newProject({ ...MIGRATIONS, ...REGISTRY, 'web/src': 'a file where a folder must be' });
    const outcome = await run('generate', '--to', '2');
    expect(outcome).toMatchObject({ code: 2 });
    expect(outcome.stderr).toContain('error[file-unwritable]');
    expect(outcome.stderr).toContain('web/src');
  });
});

describe('rowpact migrations', () => {
  it('prints the order by number, and what it leaves out', async () => {
    project = await newProject({ ...MIGRATIONS, ...REGISTRY, 'db/migrations/README.md': '' });
    const outcome = await run('migrations');
    expect(outcome.code).toBe(0);
    expect(
      outcome.stdout
        .split('\n')
        .slice(1, 4)
        .map((line) => line.trim().split(/\s+/)),
    ).toEqual([
      ['1', '1', 'db/migrations/1_teams.sql'],
      ['2', '2', 'db/migrations/2_players.sql'],
      ['3', '10', 'db/migrations/10_drop.sql'],
    ]);
    expect(outcome.stderr).toContain('db/migrations/README.md');
  });
});

describe('rowpact migration', () => {
  it('writes the next one, says on the terminal what comes first, and tells machines its path', async () => {
    project = await newProject({ ...MIGRATIONS });
    await run('init', '--producer', 'league');
    const outcome = await run('migration', '--drop', 'teams', '--format', 'json');
    expect(outcome).toMatchObject({ code: 0 });
    const { files, notes } = JSON.parse(outcome.stdout);
    expect(files).toMatchObject([
      { state: 'created', path: expect.stringMatching(/^db\/migrations\/11_drop_teams\.sql$/) },
    ]);
    expect(notes).toEqual([expect.stringContaining('teams')]);
    expect(await project.read('db/migrations/11_drop_teams.sql')).toMatch(/\nDROP TABLE teams;\n$/);
    expect((await run('migration')).stderr).toContain('nobody said what the migration does');
  });
});

describe('rowpact init', () => {
  it('finds the migrations, writes a registry that generates at once, and never overwrites it', async () => {
    project = await newProject({ ...MIGRATIONS, 'web/package.json': '{"name":"web","dependencies":{"pg":"8"}}' });
    const outcome = await run('init', '--producer', 'league', '--consumer', 'web', '--output', 'src/database.gen.ts');
    expect(outcome).toMatchObject({ code: 0 });
    expect(Object.keys(await project.contents())).toEqual(
      expect.arrayContaining(['registry/league/consumers/web.yaml', 'registry/league/producer.yaml']),
    );
    expect(await run('generate')).toMatchObject({ code: 0 });
    expect(await project.read('web/src/database.gen.ts')).toContain('export interface TeamsRow');
    const before = await project.contents();
    const again = await run('init', '--producer', 'league', '--consumer', 'web');
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('is there already');
    expect(await project.contents()).toEqual(before);
  });

  it('writes producer.yaml where the replay needs a line in it, and says so', async () => {
    project = await newProject({ 'db/migrations/V1__app.sql': 'CREATE TABLE ${schema}_teams (id int);\n' });
    const outcome = await run('init', '--producer', 'league');
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('registry/league/producer.yaml is written');
    expect(outcome.stderr).toContain('placeholders');
    expect(await project.read('registry/league/producer.yaml')).toContain('migrations: db/migrations');
  });

  it('never names a file that is not there: a wrong folder is named again on the command line', async () => {
    project = await newProject({ 'readme.txt': '' });
    const outcome = await run('init', '--producer', 'league', '--migrations', 'nope');
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('--migrations DIR');
    expect(await project.contents()).toEqual({ 'readme.txt': '' });
  });

  it('says how to name the migrations where it finds none', async () => {
    project = await newProject({ 'readme.txt': '' });
    const outcome = await run('init');
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('--migrations DIR');
  });
});

describe('help', () => {
  it.each(['init', 'snapshot', 'generate', 'watch', 'migration', 'migrations', 'cache'])(
    'of %s shows an example',
    async (command) => {
      project = await newProject({ 'readme.txt': '' });
      const outcome = await run(command, '--help');
      expect(outcome.code).toBe(0);
      expect(outcome.stdout).toContain(`$ rowpact ${command}`);
    },
  );
});
