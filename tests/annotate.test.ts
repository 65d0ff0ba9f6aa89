import { rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderWithTemplate } from '../packages/postgres/src/engine/testing/test-cache.js';
import type { Report } from '@rowpact/model';
import { newProject, type Project } from './project.js';
import { node, type Outcome, REPOSITORY, rowpact } from './run-tool.js';

const SCHEMA = `CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL, division text);
CREATE TABLE players (id int PRIMARY KEY, name text NOT NULL, team_id int NOT NULL REFERENCES teams, born date);
CREATE TABLE player_teams (player_id int NOT NULL REFERENCES players, team_id int NOT NULL REFERENCES teams);
`;

const CODE = `import postgres from 'postgres';

export const sql = postgres();

export async function loadRoster(division: string | null) {
  const rows = await sql\`
    SELECT p.id, p.name, p.team_id, t.name AS team
      FROM players p LEFT JOIN teams t ON t.id = p.team_id
     WHERE true \${division === null ? sql\`\` : sql\`AND t.division = \${division}\`}\`;
  return rows.map(({ id, team_id, team }) => \`\${id.toFixed()} \${team_id.toFixed()} \${team?.toUpperCase()}\`);
}

export async function moveAll(from: number) {
  await sql.begin(async (tx) => {
    for (const { id } of await tx\`SELECT id FROM players WHERE team_id = \${from}\`)
      await tx\`INSERT INTO player_teams (player_id, team_id) SELECT \${id}, team_id FROM players\`;
    const [left] = await tx.unsafe('SELECT count(*) AS left FROM players');
    return left;
  });
}

export async function division(id: number) {
  const [first] = await sql<{ division: string }[]>\`SELECT division FROM teams WHERE id = \${id}\`;
  return first?.division;
}
`;

const TSCONFIG = {
  compilerOptions: {
    ...{ target: 'es2022', lib: ['es2022'], module: 'nodenext', moduleResolution: 'nodenext', strict: true },
    ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, verbatimModuleSyntax: true },
    ...{ noUnusedLocals: true, noUnusedParameters: true, isolatedModules: true, skipLibCheck: true, noEmit: true },
    types: ['node'],
  },
  include: ['src'],
};

const FILES = {
  'db/001_league.sql': SCHEMA,
  'registry/league/producer.yaml': 'version: 1\nproducer: league\nschema:\n  migrations: db\n',
  'registry/league/consumers/web.yaml': [
    ...['version: 1', 'consumer: web', 'producer: league', 'source: web', 'generate:'],
    ...['  file: src/database.gen.ts', '  driver: postgres', '  statements: true', 'relations: {}', ''],
  ].join('\n'),
  'web/package.json': '{"name":"web","type":"module","dependencies":{"postgres":"3"}}',
  'web/tsconfig.json': JSON.stringify(TSCONFIG),
  'web/src/roster.ts': CODE,
};

const COMPILERS = ['typescript-5.4', 'typescript-5.9', 'typescript', 'typescript-7'];

let cache: string;
let project: Project;
beforeAll(async () => {
  cache = await folderWithTemplate();
  project = await newProject(FILES);
  await symlink(join(REPOSITORY, 'node_modules'), join(project.root, 'node_modules'), 'junction');
});
afterAll(async () => {
  await rm(join(project.root, 'node_modules'));
  await project.remove();
  await rm(cache, { recursive: true, force: true });
});

const run = (...args: readonly string[]): Promise<Outcome> =>
  rowpact(args, { cwd: project.root, env: { ROWPACT_CACHE_DIR: cache } });

async function report(...args: readonly string[]): Promise<Report> {
  return JSON.parse((await run(...args, '--format', 'json')).stdout) as Report;
}

/** What a compiler says, each error as `file:line message`. */
async function compile(compiler: string): Promise<readonly string[]> {
  const require = createRequire(import.meta.url);
  const binary = join(dirname(require.resolve(`${compiler}/package.json`)), 'bin/tsc');
  const { stdout } = await node([binary, '-p', 'web', '--pretty', 'false'], { cwd: project.root });
  return [...stdout.matchAll(/^(\S+?)\((\d+),\d+\): error TS\d+: (.*)$/gm)].map(
    ([, file = '', line = '', message = '']) => `${file}:${line} ${message}`,
  );
}

// The tests are one story: each goes on where the one before ended.
describe('rowpact annotate', () => {
  it('says with --check which calls lack their type, and writes nothing', async () => {
    const before = await project.read('web/src/roster.ts');
    expect((await run('annotate', '--check')).code).toBe(1);
    const { findings, notes } = await report('annotate', '--check');
    expect(findings).toEqual(
      [
        { wanted: 'LoadRosterRow[]', line: 6, column: 25 },
        { wanted: 'MoveAllRow[]', line: 15, column: 34 },
        { wanted: 'MoveAllRow2[]', line: 17, column: 35 },
      ].map(({ wanted, line, column }) => ({
        ...{ kind: 'not-annotated', producer: 'league', consumer: 'web', given: null, wanted },
        location: { file: 'web/src/roster.ts', line, column },
      })),
    );
    expect(notes).toContainEqual(expect.stringContaining('web/src/roster.ts:23 is left as it is: its type argument'));
    expect(await project.read('web/src/roster.ts')).toBe(before);
  });

  it('writes them and what they name, and a second run changes nothing', async () => {
    const written = await run('annotate');
    expect(written).toMatchObject({ code: 0 });
    const code = await project.read('web/src/roster.ts');
    expect(code).toBe(
      CODE.replace(
        "import postgres from 'postgres';\n",
        "import postgres from 'postgres';\nimport type { LoadRosterRow, MoveAllRow, MoveAllRow2 } from './database.statements.gen.js';\n",
      )
        .replace('await sql`\n', 'await sql<LoadRosterRow[]>`\n')
        .replace('await tx`SELECT', 'await tx<MoveAllRow[]>`SELECT')
        .replace("tx.unsafe('", "tx.unsafe<MoveAllRow2[]>('"),
    );
    expect(await project.read('web/src/database.statements.gen.ts')).toContain(
      [
        '/** A row that `loadRoster` in src/roster.ts reads. */',
        ...['// prettier-ignore', 'export type LoadRosterRow = {', '  id: number;', '  name: string;'],
        ...['  team_id: number;', '  team: string | null;', '};', ''],
      ].join('\n'),
    );
    const before = await project.contents();
    expect(await run('annotate')).toMatchObject({ code: 0 });
    expect(await project.contents()).toEqual(before);
    expect(await run('annotate', '--check')).toMatchObject({ code: 0 });
    expect(await run('generate', '--check')).toMatchObject({ code: 0 });
  });

  it.each(COMPILERS)('compiles with %s', async (compiler) => {
    expect(await compile(compiler)).toEqual([]);
  });

  it('follows a migration by generate alone, and needs no other annotation', async () => {
    await project.write('db/002_drop.sql', 'ALTER TABLE players DROP COLUMN team_id;');
    expect(await run('generate')).toMatchObject({ code: 1 });
    expect(await run('annotate', '--check')).toMatchObject({ code: 0 });
    await run('snapshot');
    const module = await project.read('web/src/database.statements.gen.ts');
    expect(module).toContain(
      'export type LoadRosterRow = [SqlProblem<"column players.team_id was dropped by migration 002">][0];',
    );
    await run('generate', '--from-snapshot');
    expect(await project.read('web/src/database.statements.gen.ts')).toBe(module);
  });

  it.each(COMPILERS)(
    'fails with %s where the column is read, and for the statement that nobody reads',
    async (compiler) => {
      const why = 'column players.team_id was dropped by migration 002';
      const errors = await compile(compiler);
      expect(errors).toContainEqual(
        `web/src/roster.ts:11 Property 'team_id' does not exist on type 'SqlProblem<"${why}">'.`,
      );
      const refused = errors.filter((error) => error.startsWith('web/src/database.statements.gen.ts'));
      expect(refused.map((error) => /src\/roster\.ts:\d+/.exec(error)?.[0])).toEqual(
        ['7', '16', '17'].map((line) => `src/roster.ts:${line}`),
      );
    },
  );

  it('names a new statement and re-names no other', async () => {
    await project.write('db/002_drop.sql', 'ALTER TABLE players DROP COLUMN born;');
    const code = await project.read('web/src/roster.ts');
    const added = 'export async function loadRoster(division: string | null) {\n';
    await project.write('web/src/roster.ts', code.replace(added, `${added}  await sql\`SELECT id FROM teams\`;\n`));
    expect(await run('annotate')).toMatchObject({ code: 0 });
    const after = await project.read('web/src/roster.ts');
    expect(after).toContain('await sql<LoadRosterRow2[]>`SELECT id FROM teams`');
    expect(after).toContain('await sql<LoadRosterRow[]>`\n    SELECT p.id');
    expect(await compile('typescript')).toEqual([]);
  });
});
