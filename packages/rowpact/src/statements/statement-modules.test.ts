import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { carryOut } from '../carry-out.js';
import { planGenerate } from '../generate.js';
import type { RowpactOptions } from '../options.js';
import type { Plan } from '../plan.js';

let cache: string;
let root: string;
beforeAll(() => (cache = mkdtempSync(join(tmpdir(), 'rowpact-cache-'))));
afterAll(() => rmSync(cache, { recursive: true, force: true }));
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rowpact-statements-'));
  write('registry/league/producer.yaml', 'version: 1\nproducer: league\nschema:\n  migrations: db\n');
  write(
    'db/001_league.sql',
    `CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL, coach text);
CREATE TABLE players (id int PRIMARY KEY, full_name text NOT NULL, team_id int REFERENCES teams (id), nick text);
CREATE TABLE seasons (id int PRIMARY KEY);`,
  );
  contract('web', '{ file: rows.gen.ts, driver: pg, statements: true }');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function contract(consumer: string, generate: string, more = '', producer = 'league'): void {
  write(
    `registry/${producer}/consumers/${consumer}.yaml`,
    `version: 1\nconsumer: ${consumer}\nproducer: ${producer}\nsource: ${consumer}\ngenerate: ${generate}\n${more}relations:\n  ${producer === 'league' ? 'teams' : 'visits'}: { read: [id] }\n`,
  );
}

/** A file of the consumer that runs these statements, one on each line from the third. */
function code(path: string, ...statements: readonly string[]): void {
  const lines = statements.map((text) => `  await pool.query(${JSON.stringify(text)});`);
  const head = `import type { Pool } from 'pg';\nexport async function run(pool: Pool) {\n`;
  write(path, `${head}${lines.join('\n')}\n}\n`);
}

async function planned(more: Partial<RowpactOptions> = {}): Promise<Plan> {
  return planGenerate({ cwd: root, env: { ROWPACT_CACHE_DIR: cache }, ...more });
}

async function moduleOf(more: Partial<RowpactOptions> = {}, path = 'web/rows.statements.gen.ts'): Promise<string> {
  const plan = await planned(more);
  return plan.changes.find((change) => change.path === path)?.content?.toString() ?? '';
}

/** What the module says of each refused text. */
function problems(module: string): readonly string[] {
  return [...module.matchAll(/problem: (?:"(.*)"|'(.*)');/g)].map(([, double, single = '']) => double ?? single);
}

describe('the module of a consumer’s statements', () => {
  it('has what each text answers and takes, whether it goes through pg or not', async () => {
    code(
      'web/src/a.ts',
      'SELECT p.full_name, t.name FROM players p LEFT JOIN teams t ON t.id = p.team_id WHERE p.id = $1',
    );
    const module = await moduleOf();
    expect(module).toContain('full_name: string;\n      name: string | null;');
    expect(module).toContain('params: readonly [number | null | undefined];');
    expect(module).toContain('declare module "pg"');
  });

  it.each([
    [
      'ALTER TABLE players DROP COLUMN team_id;',
      'SELECT team_id FROM players',
      'column players.team_id was dropped by migration 002',
    ],
    [
      'ALTER TABLE players RENAME COLUMN nick TO nickname;',
      'SELECT nick FROM players',
      'column players.nick was renamed to nickname by migration 002',
    ],
    ['DROP TABLE seasons;', 'DELETE FROM seasons', 'table seasons was dropped by migration 002'],
    [
      'ALTER TABLE seasons RENAME TO years;',
      'SELECT id FROM seasons',
      'table seasons was renamed to years by migration 002',
    ],
    ['SELECT 1;', 'SELECT height FROM players', 'column "height" does not exist'],
  ])('says why PostgreSQL refuses one: %s', async (migration, statement, why) => {
    write('db/002_change.sql', migration);
    code('web/src/a.ts', statement);
    expect(problems(await moduleOf())).toEqual([why]);
    const { findings } = await planned();
    expect(findings).toContainEqual(expect.objectContaining({ kind: 'statement-refused', consumer: 'web' }));
  });

  it('names what was announced to take its place, also where only the snapshot is at hand', async () => {
    write('db/002_drop.sql', 'ALTER TABLE players DROP COLUMN team_id;');
    write(
      'registry/league/lifecycle.yaml',
      `version: 1
columns:
  players.team_id:
    reason: players may be in several teams
    replacement: player_teams.team_id
    dropped: { migration: "002", on: 2026-11-30 }
`,
    );
    code('web/src/a.ts', 'SELECT team_id FROM players', 'SELECT id FROM teams');
    const expected = ['column players.team_id was dropped by migration 002; use player_teams.team_id'];
    const plan = await planned();
    expect(problems(await moduleOf())).toEqual(expected);
    await carryOut(plan);
    expect(problems(await moduleOf({ fromSnapshot: true }))).toEqual(expected);
    rmSync(join(root, 'web/rows.statements.gen.ts'));
    expect(problems(await moduleOf({ fromSnapshot: true }))).toEqual(expected);
  });

  it('types tests too, and leaves to pg what PostgreSQL refuses there', async () => {
    code('web/src/a.test.ts', 'SELECT id FROM teams', 'SELECT * FROM made_by_the_test');
    const module = await moduleOf();
    expect(module).toMatch(/"SELECT id FROM teams": \{\n {4}params: readonly \[\];\n {4}row: \{/);
    expect(module).toContain('"SELECT * FROM made_by_the_test": { params: any; row: any }');
    expect((await planned()).findings).toEqual([]);
  });

  it('leaves statements about another database to pg, or to the module of that producer', async () => {
    contract('web', '{ file: rows.gen.ts, driver: pg, statements: true }', 'scan: { foreign: [audit] }\n');
    write('registry/gym/producer.yaml', 'version: 1\nproducer: gym\nschema: { file: gym.sql }\n');
    write('gym.sql', 'CREATE TABLE visits (id int NOT NULL);');
    contract('web', '{ file: gym.gen.ts, driver: pg, statements: true }', '', 'gym');
    code('web/src/a.ts', 'SELECT id FROM teams', 'SELECT id FROM visits', 'SELECT * FROM audit');
    await carryOut(await planned());
    const league = await moduleOf();
    expect(league).not.toContain('visits');
    expect(league).toContain('"SELECT * FROM audit": { params: any; row: any }');
    const gym = await moduleOf({}, 'web/gym.statements.gen.ts');
    expect(gym).toContain('"SELECT id FROM visits": {');
    expect(gym).not.toContain('teams');
  });

  it('asserts in the module what nobody awaits, with its place', async () => {
    write(
      'web/src/a.ts',
      "import { Pool } from 'pg';\nconst pool = new Pool();\nvoid pool.query('INSERT INTO teams (gone) VALUES (1)');\n",
    );
    expect(await moduleOf()).toContain(
      `RefusedAt<SqlProblem<'src/a.ts:3: column "gone" of relation "teams" does not exist'>>`,
    );
  });

  it('says where a row has two columns of one name', async () => {
    code('web/src/a.ts', 'SELECT p.id, t.id FROM players p JOIN teams t ON t.id = p.team_id');
    expect((await planned()).notes).toContain(
      'web/src/a.ts:3: the statement answers "id" more than once; the driver keeps the last',
    );
  });
});
