import { execFileSync } from 'node:child_process';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '@rowpact/model';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { folderWithTemplate } from '../packages/postgres/src/engine/testing/test-cache.js';
import { newProject, type Project } from './project.js';
import { type Outcome, REPOSITORY, rowpact } from './run-tool.js';

let cache: string;
beforeAll(async () => {
  cache = await folderWithTemplate();
});
afterAll(() => rm(cache, { recursive: true, force: true }));

const run = (args: readonly string[], cwd: string, env = {}): Promise<Outcome> =>
  rowpact(args, { cwd, env: { ROWPACT_CACHE_DIR: cache, ...env } });

describe('the incident', () => {
  const service = join(REPOSITORY, 'examples/incident/at-018');

  it('is refused with exactly the uses of players.team_id: the join, and the reads of rows that came through *', async () => {
    const { code, stdout } = await run(['check', '--from', '018', '--to', '019', '--format', 'json'], service);
    expect(code).toBe(1);
    const report = JSON.parse(stdout) as Report; // what the tool itself printed
    const [finding, ...others] = report.findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      ...{ rule: 'column-dropped', verdict: 'breaks', consumer: 'westside-contracts', subject: 'players.team_id' },
      location: { file: 'src/routes/contract/[token]/+page.server.ts', line: 19, column: 38 },
      migration: { file: '../../basketball-api/migrations/019_drop_players_team_id.sql', line: 2 },
      refusal: { sqlstate: '42703' },
    });
    const evidence = finding?.kind === 'impact' ? finding.evidence : [];
    expect(evidence.map(({ location }) => `${location.file}:${location.line ?? 0}`)).toEqual([
      'src/lib/calendar.ts:7',
      'src/lib/calendar.ts:8',
      'src/lib/contract-text.ts:35',
      'src/routes/contract/[token]/+page.server.ts:37',
      'src/routes/contract/[token]/+page.svelte:40',
    ]);
    expect(report.checks?.[0]?.consumers.map(({ name }) => name)).toEqual([
      'coach-dashboard',
      'notifier',
      'westside-contracts',
    ]);
  });

  it('is followed by a migration that hurts nobody', async () => {
    expect(await run(['check', '--from', '019', '--to', '020'], service)).toMatchObject({ code: 0 });
  });

  it('is over in this repository, for both', async () => {
    expect(await run(['check', '--from', '018', '--to', '019'], REPOSITORY)).toMatchObject({ code: 0 });
    expect(await run(['check', '--from', '019', '--to', '020'], REPOSITORY)).toMatchObject({ code: 0 });
  });

  it('is seen by the consumer’s own type-check at the reads, where the row is generated, and not at the SQL', async () => {
    const { stdout } = await run(
      ['check', '--from', '018', '--to', '019', '--typecheck', '--consumer', 'coach-dashboard', '--format', 'json'],
      service,
    );
    expect((JSON.parse(stdout) as Report).failures).toEqual([]); // what the tool itself printed
  });
});

const PAGE = `import { Pool } from 'pg';

const pool = new Pool();

export async function page(id: number) {
  const { rows } = await pool.query('SELECT name, team_id FROM players WHERE id = $1', [id]);
  return rows;
}
`;

const TEAM = `
export async function team(id: number) {
  const { rows } = await pool.query('SELECT team_id FROM players WHERE id = $1', [id]);
  return rows;
}
`;

const MOVED = PAGE.replace(
  "'SELECT name, team_id FROM players WHERE id = $1'",
  "'SELECT p.name, t.team_id FROM players p LEFT JOIN player_teams t ON t.player_id = p.id WHERE p.id = $1'",
);

const FILES = {
  'db/001_league.sql': `CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE players (id int PRIMARY KEY, name text NOT NULL, team_id int REFERENCES teams);
CREATE TABLE player_teams (player_id int REFERENCES players, team_id int REFERENCES teams);
`,
  'registry/league/producer.yaml': `version: 1
producer: league
schema:
  migrations: db
policy:
  drops: two-phase
  grace_days: 0
  rollback_versions: 0
`,
  'registry/league/consumers/web.yaml': `version: 1
consumer: web
producer: league
source: web
generate:
  file: src/database.gen.ts
  driver: pg
relations: {}
`,
  'web/src/page.ts': PAGE,
};

const DROP = 'ALTER TABLE players DROP COLUMN team_id;\n';

describe('a type-check with statements that are typed', () => {
  let project: Project;
  afterEach(() => project.remove());

  it('sees at the rows what the statements answer after the change, and what PostgreSQL refuses at their calls', async () => {
    project = await newProject({
      ...FILES,
      'db/001_league.sql':
        'CREATE TABLE players (id int PRIMARY KEY, name text NOT NULL, nick text NOT NULL, shirt int NOT NULL, team_id int);',
      'db/002_change.sql': `ALTER TABLE players DROP COLUMN team_id;
ALTER TABLE players ALTER COLUMN nick DROP NOT NULL;
ALTER TABLE players ALTER COLUMN shirt TYPE text;
`,
      'registry/league/producer.yaml': 'version: 1\nproducer: league\nschema:\n  migrations: db\n',
      'registry/league/consumers/web.yaml': FILES['registry/league/consumers/web.yaml'].replace(
        'driver: pg',
        '$&\n  statements: true',
      ),
      'package.json': '{"type":"module"}',
      'web/tsconfig.json': JSON.stringify({
        compilerOptions: { strict: true, module: 'nodenext', target: 'es2022', types: ['node'], skipLibCheck: true },
        include: ['src'],
      }),
      'web/src/page.ts': TYPED_PAGE,
      'web/src/shirts.sql': 'SELECT shirt FROM players;\n',
    });
    await symlink(join(REPOSITORY, 'node_modules'), join(project.root, 'node_modules'), 'junction');
    const before = Object.keys(await project.contents());
    const args = ['check', '--from', '001', '--typecheck', '--format', 'json'];
    const report = JSON.parse((await run(args, project.root)).stdout) as Report; // what the tool itself printed
    expect(Object.keys(await project.contents())).toEqual(before);
    expect(report.failures).toEqual([]);
    const proofs = report.findings.flatMap((finding) => {
      if (finding.kind !== 'impact' || finding.typecheck?.kind !== 'seen') return [];
      const { rule, location, typecheck } = finding;
      return typecheck.diagnostics.map(
        (seen) => `${rule} ${placed(location)} <- ${placed(seen.location)} TS${seen.code} ${seen.message}`,
      );
    });
    expect(proofs.sort()).toMatchInlineSnapshot(`
      [
        "column-dropped web/src/page.ts:13 <- web/src/page.ts:13 TS2339 Property 'team_id' does not exist on type '{ id: number; name: string; nick: string | null; shirt: string; }'.",
        "column-dropped web/src/page.ts:19 <- web/src/page.ts:17 TS1320 Type of 'await' operand must either be a valid promise or must not contain a callable 'then' member: "column \\"team_id\\" does not exist"",
        "column-dropped web/src/page.ts:28 <- web/src/page.ts:28 TS2344 Type 'SqlProblem<"src/page.ts:28: column \\"team_id\\" does not exist">' does not satisfy the constraint 'never'.",
        "column-nullable web/src/page.ts:7 <- web/src/page.ts:8 TS18047 'row.nick' is possibly 'null'.",
        "column-type-changed web/src/shirts.sql:1 <- web/src/page.ts:36 TS2551 Property 'toFixed' does not exist on type 'string'. Did you mean 'fixed'?",
        "typecheck-fails web/src/page.ts:40 <- web/src/page.ts:40 TS1320 Type of 'await' operand must either be a valid promise or must not contain a callable 'then' member: { message: "these values are not what the statement takes"; takes: readonly [string | null | undefined]; given: readonly [number]; }",
      ]
    `);
  });
});

const placed = ({ file, line = 0 }: { file: string; line?: number }): string => `${file}:${line}`;

/** What was broken before, `shoe`, is not the migration's matter. */
const TYPED_PAGE = `import { Pool } from 'pg';
import { shirts } from './shirts.queries.js';

const pool = new Pool();

export async function nicks() {
  const { rows } = await pool.query('SELECT id, nick FROM players');
  return rows.map((row) => row.nick.length);
}

export async function all() {
  const { rows } = await pool.query('SELECT * FROM players');
  return rows.map((row) => row.team_id);
}

export async function refused() {
  const { rows } = await pool.query(
    \`SELECT name,
            team_id
       FROM players
      WHERE id = $1\`,
    [1],
  );
  return rows.length;
}

export function notAwaited() {
  return pool.query('SELECT team_id FROM players');
}

export function broken() {
  return pool.query('SELECT shoe FROM players');
}

export async function wide() {
  return (await shirts(pool)).map((row) => row.shirt.toFixed());
}

export async function byShirt(shirt: number) {
  const found = await pool.query('SELECT name FROM players WHERE shirt = $1', [shirt]);
  return found;
}
`;

describe('the two-phase drop', () => {
  let project: Project;
  afterEach(() => project.remove());
  const git = (...args: readonly string[]): void => {
    const identity = ['-c', 'user.name=league', '-c', 'user.email=league@example.org'];
    execFileSync('git', [...identity, ...args], { cwd: project.root, stdio: 'ignore' });
  };
  const commit = (message: string): void => {
    git('add', '-A');
    git('commit', '-qm', message);
  };
  const rules = async (): Promise<readonly string[]> => {
    const { stdout } = await run(['check', '--base', 'main', '--format', 'json'], project.root);
    const { findings } = JSON.parse(stdout) as Report; // what the tool itself printed
    return findings.map((finding) => (finding.kind === 'impact' ? finding.rule : finding.kind)).sort();
  };
  const today = new Date().toISOString().slice(0, 10);

  it('goes from the announcement to the drop, and is held at each step until it may go on', async () => {
    project = await newProject(FILES);
    const ok = async (...args: readonly string[]): Promise<Outcome> => {
      const outcome = await run(args, project.root);
      expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
      return outcome;
    };
    git('init', '-q', '-b', 'main');
    await ok('generate');
    await ok('scan');
    await ok('generate');
    commit('the league');
    git('checkout', '-qb', 'work');

    // Nobody announced it, and somebody uses it.
    await project.write('db/002_drop_team_id.sql', DROP);
    expect(await rules()).toEqual(['column-dropped', 'drop-not-announced']);
    await rm(join(project.root, 'db/002_drop_team_id.sql'));

    // The first phase: consumers see it in their types, and nobody may begin to use it.
    const announcement = ['--replacement', 'player_teams.team_id', '--remove-after', today];
    await ok('deprecate', 'players.team_id', ...announcement, '--reason', 'players may be in several teams');
    await ok('generate');
    expect(await project.read('web/src/database.gen.ts')).toContain(
      `@deprecated players may be in several teams; use player_teams.team_id; removed after ${today}`,
    );
    await project.write('web/src/page.ts', PAGE + TEAM);
    const fresh = await run(['scan', '--check'], project.root);
    expect(fresh).toMatchObject({ code: 1 });
    expect(fresh.stderr).toContain('web begins to use players.team_id');
    await project.write('web/src/page.ts', PAGE);
    expect((await ok('scan', '--check')).stderr).toContain('web still uses players.team_id');
    expect((await ok('lifecycle')).stdout).toContain('players.team_id  deprecated');
    commit('announce');
    git('branch', '-f', 'main');

    // The consumer moves; what runs is still the old version.
    await ok('deployed', 'web', 'a'.repeat(40), '--environment', 'production');
    await project.write('web/src/page.ts', MOVED);
    await ok('scan');
    await ok('generate');
    commit('move');
    git('branch', '-f', 'main');
    expect((await ok('lifecycle')).stdout).toContain('players.team_id  unreferenced');
    await project.write('db/002_drop_team_id.sql', DROP);
    expect(await rules()).toEqual(['column-dropped', 'deprecation-incomplete', 'drop-held-back']);

    // The new version runs everywhere: the second phase.
    await ok('deployed', 'web', 'b'.repeat(40), '--environment', 'production');
    expect(await rules()).toEqual(['deprecation-incomplete']);
    await ok('deprecate', 'players.team_id', '--dropped', '002_drop_team_id');
    expect(await rules()).toEqual([]);
    await ok('check', '--base', 'main');

    // Not together with anything else that goes.
    await project.write('db/002_drop_team_id.sql', `${DROP}DROP TABLE teams CASCADE;\n`);
    expect(await rules()).toContain('drop-not-alone');
  });
});
