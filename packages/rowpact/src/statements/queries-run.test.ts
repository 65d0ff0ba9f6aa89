import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import pg from 'pg';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// What the functions of the cases' modules answer over a real PostgreSQL, through real drivers.
const CASES = join(import.meta.dirname, 'cases');
let database: PGlite;
let server: PGLiteSocketServer;
let url: string;

beforeAll(async () => {
  database = await PGlite.create();
  const migrations = join(CASES, 'league-pg/db');
  for (const file of readdirSync(migrations).sort()) await database.exec(readFileSync(join(migrations, file), 'utf8'));
  server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 4 });
  await server.start();
  url = `postgres://postgres@${server.getServerConn()}/postgres?sslmode=disable`;
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

type Run = (client: unknown, params?: unknown) => Promise<unknown>;

async function functionsOf(name: string, module: string): Promise<Readonly<Record<string, Run>>> {
  const path = join(CASES, name, 'web/db', `${module}.queries.ts`);
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Record<string, Run>;
}

async function season(name: string, client: unknown, counting: boolean): Promise<readonly unknown[]> {
  const { addTeam, getTeam, listTeams, deleteTeams, delete_ } = await functionsOf(name, 'teams');
  const { addPlayer, getPlayers, renamePlayer, getRosters } = await functionsOf(name, 'players');
  await database.exec('TRUNCATE teams, players, player_teams');
  const answers = [
    await addTeam?.(client, { id: 1, name: 'Lakers', founded: null }),
    await addTeam?.(client, { id: 2, name: 'Celtics', founded: '1946-06-06' }),
    await getTeam?.(client, [1]),
    await getTeam?.(client, [9]),
    await addPlayer?.(client, { player: { id: 7, name: 'Maya', plays: 'guard' } }),
    await renamePlayer?.(client, { id: 7, name: 'Maya B.' }),
  ];
  await database.exec("UPDATE players SET token = 't', fee = 12.5; INSERT INTO player_teams VALUES (7, 1)");
  return [
    ...answers,
    await getPlayers?.(client, { token: 't' }),
    await getRosters?.(client),
    ...(counting ? [await deleteTeams?.(client, { pattern: 'Celt%' })] : [await delete_?.(client, [2])]),
    await listTeams?.(client),
  ];
}

const answered = (fee: unknown, last: unknown) => [
  ...[undefined, undefined, { id: 1, name: 'Lakers', founded: null }, undefined, [{ id: 7 }], undefined],
  [{ id: 7, name: 'Maya B.', plays: 'guard', fee }],
  [
    { name: 'Celtics', players: [] },
    { name: 'Lakers', players: [{ id: 7, name: 'Maya B.' }] },
  ],
  ...[last, [{ name: 'Lakers' }]],
];

describe('the functions of .sql files answer what their types say', () => {
  it('through pg', async () => {
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    expect(await season('league-pg', pool, true)).toEqual(answered('12.5', 1));
    await pool.end();
  });

  it('through PGlite, whose shape is the one of pg but for counts', async () => {
    expect(await season('league-pg', database, false)).toEqual(answered('12.5', undefined));
  });

  it('through postgres', async () => {
    const sql = postgres(url, { max: 1, ssl: false, onnotice: () => undefined });
    const answers = await season('league-postgres', sql, true);
    // Its rows are an array with more to it.
    expect(JSON.parse(JSON.stringify(answers))).toEqual(JSON.parse(JSON.stringify(answered('12.5', 1))));
    await sql.end();
  });

  it('with the very text of the file, whatever stands in it', async () => {
    const { hostile } = await functionsOf('league-pg', 'hostile');
    expect(await hostile?.(database, { name: 'x' })).toEqual({
      '*/ `${x}`': '`${process.exit(1)}` \\n */ " x',
      other: 'tab\tand A',
    });
    const { teamCount } = await functionsOf('league-pg', 'team-count');
    expect(await teamCount?.(database)).toEqual([{ teams: 1 }]);
  });

  it('and those of what PostgreSQL does not take are no functions', async () => {
    const { playersOfTeam } = await functionsOf('league-pg', 'old');
    expect(playersOfTeam).toMatchObject({ problem: 'column players.team_id was dropped by migration 002' });
  });
});
