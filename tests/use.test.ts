import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { folderWithTemplate } from '../packages/postgres/src/engine/testing/test-cache.js';
import type { Report } from '@rowpact/model';
import { newProject, type Project } from './project.js';
import { type Outcome, rowpact } from './run-tool.js';

let cache: string;
let project: Project;
beforeAll(async () => {
  cache = await folderWithTemplate();
});
afterEach(() => project.remove());
afterAll(() => rm(cache, { recursive: true, force: true }));

const SCHEMA = `CREATE TYPE court_position AS ENUM ('guard', 'forward', 'center');
CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL, division text);
CREATE TABLE players (id int PRIMARY KEY, team_id int REFERENCES teams, name text NOT NULL, plays court_position, notes text);
CREATE VIEW rosters AS SELECT p.id, p.name, t.name AS team FROM players p JOIN teams t ON t.id = p.team_id;
`;

const CONTRACT = ['version: 1', 'consumer: web', 'producer: league', 'source: web', 'relations: {}', ''].join('\n');

const CODE = `import { Pool } from 'pg';

const pool = new Pool();

export async function roster(teamId: number) {
  const { rows } = await pool.query('SELECT id, name FROM rosters WHERE team = $1', [teamId]);
  return rows;
}

export async function rename(id: number, name: string) {
  await pool.query('UPDATE players SET name = $2 WHERE id = $1', [id, name]);
}
`;

const FILES = {
  'db/schema/1_league.sql': SCHEMA,
  'registry/league/producer.yaml': 'version: 1\nproducer: league\nschema:\n  migrations: db/schema\n',
  'registry/league/consumers/web.yaml': CONTRACT,
  'web/package.json': '{"name":"web","dependencies":{"pg":"8"}}',
  'web/src/players.ts': CODE,
};

const run = (...args: readonly string[]): Promise<Outcome> =>
  rowpact(args, { cwd: project.root, env: { ROWPACT_CACHE_DIR: cache } });

async function report(...args: readonly string[]): Promise<Report> {
  const { stdout } = await run(...args, '--format', 'json');
  return JSON.parse(stdout) as Report;
}

describe('rowpact scan', () => {
  it('writes who uses what, says when the code has changed, and takes moved code for the same', async () => {
    project = await newProject(FILES);
    expect(await run('scan')).toMatchObject({ code: 0 });
    expect(await project.read('registry/league/consumers/web.yaml')).toContain(
      [
        'relations:',
        '  players:',
        '    read: [id]',
        '    write: [name]',
        '  rosters:',
        '    read: [id, name, team]',
      ].join('\n'),
    );
    await project.write('web/src/players.ts', `// moved\n\n${CODE}`);
    expect(await run('scan', '--check')).toMatchObject({ code: 0 });
    await project.write('web/src/players.ts', CODE.replace('SET name = $2', 'SET notes = $2'));
    const stale = await run('scan', '--check');
    expect(stale.code).toBe(1);
    expect(stale.stderr).toContain('+    write: [notes]');
    expect(await project.read('registry/league/consumers/web.yaml')).not.toContain('notes');
  });

  it('points at the very word that PostgreSQL refuses', async () => {
    project = await newProject({
      ...FILES,
      'web/src/players.ts': CODE.replace('SELECT id, name', 'SELECT id, nickname'),
    });
    const outcome = await run('scan');
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain('column "nickname" does not exist (SQLSTATE 42703)\n  web/src/players.ts:6:49\n');
    expect(outcome.stdout).toContain('web  2 statements in 1 file: 1 analysed, 1 refused\n');
  });

  it('leaves relations of another database alone where the contract names them', async () => {
    const other = `${CODE}\nexport const close = () => pool.query('DELETE FROM audit.sessions');\n`;
    project = await newProject({ ...FILES, 'web/src/players.ts': other });
    expect((await run('scan')).code).toBe(1);
    await project.write('registry/league/consumers/web.yaml', `${CONTRACT}scan:\n  foreign: ["audit.*"]\n`);
    const outcome = await run('scan');
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.stdout).toContain('3 statements in 1 file: 2 analysed, 1 of another database\n');
  });

  it('names what it could not read, and says what of it is known', async () => {
    const dynamic = `import { Pool } from 'pg';\nconst pool = new Pool();\nexport const count = (table: string) => pool.query(\`SELECT count(*) FROM \${table}\`);\n`;
    project = await newProject({ ...FILES, 'web/src/count.ts': dynamic });
    const outcome = await run('scan');
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain('2 statements in 2 files: all analysed, 1 place that could not be read\n');
    expect(outcome.stdout).toContain('not read  web/src/count.ts:3:');
    const audited = await report('audit');
    expect(audited.findings).toMatchObject([{ kind: 'unknown-use', reason: 'dynamic fragment' }]);
    const explained = await run('explain', 'teams.division');
    expect(explained.stdout).toContain('not known  SQL that could not be read may use it: web at web/src/count.ts:3:');
    expect(explained.stdout).toContain('nothing that could be looked at breaks without it');
  });

  it('needs nothing of the producer with --from-snapshot', async () => {
    project = await newProject(FILES);
    expect(await run('snapshot')).toMatchObject({ code: 0 });
    await rm(join(project.root, 'db'), { recursive: true });
    const outcome = await run('scan', '--from-snapshot', '--consumer', 'web');
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.stdout).toContain('web  2 statements in 1 file: all analysed\n');
  });

  it('reads a hostile schema and writes its names as they are', async () => {
    project = await newProject({
      ...FILES,
      'db/schema/2_odd.sql': 'CREATE SCHEMA "a b"; CREATE TABLE "a b"."select" ("or""der" int, "*/" text);\n',
      'web/src/odd.ts': `import { Pool } from 'pg';\nconst pool = new Pool();\nexport const odd = () => pool.query('SELECT "*/" FROM "a b"."select" WHERE "or""der" = 1 -- */');\n`,
    });
    expect(await run('scan')).toMatchObject({ code: 0 });
    expect(await run('scan', '--check')).toMatchObject({ code: 0 });
    expect(await run('docs')).toMatchObject({ code: 0 });
    const explained = await run('explain', '"a b"."select"."or""der"');
    expect(explained.stdout).toContain('web/src/odd.ts:3:');
  });

  it('ends with a coded error where its record was edited into nonsense', async () => {
    project = await newProject(FILES);
    expect(await run('scan')).toMatchObject({ code: 0 });
    await project.write('registry/league/consumers/web.statements.json', '{ "format": 1, "statements": 3 }\n');
    for (const args of [['scan', '--check'], ['explain', 'players'], ['docs']]) {
      const outcome = await run(...args);
      expect(outcome.code).toBe(2);
      expect(outcome.stderr).toContain('error[statements-invalid]');
    }
    expect(await run('scan')).toMatchObject({ code: 0 });
  });
});

describe('rowpact audit', () => {
  it('finds nothing where contract and code agree', async () => {
    project = await newProject(FILES);
    await run('scan');
    expect(await run('audit')).toMatchObject({ code: 0, stderr: '' });
  });

  it('reads a Markdown list, and says so where it finds none', async () => {
    const list = '| Columns | Table |\n|---|---|\n| id, name, team | rosters |\n| id, nam | players |\n';
    project = await newProject({ ...FILES, 'docs/shared.md': list, 'docs/empty.md': '# Nothing here\n' });
    const { findings, exact } = await report('audit', '--list', 'docs/shared.md');
    expect(exact).toMatchObject([{ relation: 'rosters', columns: ['id', 'name', 'team'] }]);
    expect(findings).toMatchObject([
      { kind: 'listed-columns-missing', relation: 'players', columns: [{ name: 'name' }] },
      { kind: 'listed-name-unknown', relation: 'players', column: 'nam', nearest: 'name' },
    ]);
    expect(await run('audit', '--list', 'docs/empty.md')).toMatchObject({ code: 2 });
    expect(await run('audit', '--list', 'docs/none.md')).toMatchObject({ code: 2 });
  });

  it('keeps what the contract keeps on purpose', async () => {
    project = await newProject(FILES);
    const kept = CONTRACT.replace(
      'relations: {}',
      'relations:\n  players: { read: [id, plays], write: [name], keep: [plays] }\n  rosters: { read: [id, name, team] }',
    );
    await project.write('registry/league/consumers/web.yaml', kept);
    expect(await run('audit')).toMatchObject({ code: 0 });
  });
});

describe('rowpact explain', () => {
  it('follows a view to its tables', async () => {
    project = await newProject(FILES);
    await run('scan');
    const { explanations } = await report('explain', 'teams.name');
    expect(explanations?.[0]?.consumers).toMatchObject([
      { consumer: 'web', uses: [{ through: ['rosters'] }], drop: { statements: 1 } },
    ]);
  });

  it('says that it does not know where nobody has scanned', async () => {
    project = await newProject(FILES);
    const outcome = await run('explain', 'players.notes');
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain('not known  web was never scanned: `rowpact scan --consumer web`');
  });

  it('tells everything about everything, and names the nearest where a name is none', async () => {
    project = await newProject(FILES);
    await run('scan');
    const { explanations } = await report('explain', '*');
    expect(explanations?.map(({ subject }) => subject)).toEqual(['players', 'rosters', 'teams']);
    expect((await report('explain', 'court_position')).explanations).toMatchObject([{ kind: 'type' }]);
    const wrong = await run('explain', 'player.name');
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain('did you mean players.name?');
  });
});

describe('rowpact docs', () => {
  it('writes the page where it is asked to, and checks it', async () => {
    project = await newProject(FILES);
    await run('scan');
    expect(await run('docs', '--output', 'docs/consumers.md')).toMatchObject({ code: 0 });
    expect(await project.read('docs/consumers.md')).toContain('### `players`');
    expect(await run('docs', '--output', 'docs/consumers.md', '--check')).toMatchObject({ code: 0 });
    expect(await run('docs', '--check')).toMatchObject({ code: 1 });
  });
});
