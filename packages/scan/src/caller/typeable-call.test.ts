import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SCAN } from '@rowpact/model';
import { afterAll, expect, it } from 'vitest';
import { scanConsumer } from '../scan/scan-consumer.js';

const folder = mkdtempSync(join(tmpdir(), 'rowpact-calls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function callsIn(code: string): Promise<readonly (readonly unknown[])[]> {
  writeFileSync(join(folder, 'league.ts'), code);
  const { calls } = await scanConsumer({ folder, settings: DEFAULT_SCAN, store: null });
  return calls.map(({ place, argumentAt, takes, statements, complete, given, names }) => [
    `${argumentAt.line}:${argumentAt.column} ${place.within}`,
    takes,
    complete ? statements : [...statements, '…'],
    ...(given === null ? [] : [given, names.map(({ name, from }) => `${name} of ${from}`)]),
  ]);
}

it('notes the tags of postgres and what they send, but no fragment', async () => {
  const found = await callsIn(String.raw`
import postgres, { type Sql } from 'postgres';
import type { LoadTeamsRow, LoadTeamRow as TeamRow } from './gen.statements.js';
const sql = postgres();
const COLUMNS = sql${'`'}id, name${'`'};
export async function load(id: number, all: boolean, text: string) {
  await sql${'`'}SELECT id FROM players WHERE id = ${'${id}'}${'`'};
  await sql<LoadTeamsRow[]>${'`'}SELECT ${'${COLUMNS}'} FROM teams${'`'};
  await sql<[TeamRow?]>${'`'}SELECT id FROM teams ${'${all ? sql`` : sql`WHERE id = 1`}'}${'`'};
  await sql.unsafe<{ id: number }[]>('SELECT id FROM teams');
  await sql.unsafe(text);
  await sql${'`'}SELECT 1 AS one; SELECT 2 AS two${'`'}.simple();
  await sql.begin(async (tx) => tx${'`'}SELECT 3 AS three${'`'});
}
export const other = (own: Sql) => own<import('./gen.statements').OtherRow[]>${'`'}SELECT 4 AS four${'`'};
`);
  expect(found).toEqual([
    ['7:12 load', 'rows', ['SELECT id FROM players WHERE id = $1']],
    ['8:12 load', 'rows', ['SELECT id, name FROM teams'], 'LoadTeamsRow[]', ['LoadTeamsRow of ./gen.statements.js']],
    [
      '9:12 load',
      'rows',
      ['SELECT id FROM teams', 'SELECT id FROM teams WHERE id = 1'],
      ...['[TeamRow?]', ['LoadTeamRow of ./gen.statements.js']],
    ],
    ['10:19 load', 'rows', ['SELECT id FROM teams'], '{ id: number }[]', []],
    ['11:19 load', 'rows', ['…']],
    ['12:12 load', 'rows', ['SELECT 1 AS one', 'SELECT 2 AS two', '…']],
    ['13:35 load', 'rows', ['SELECT 3 AS three']],
    [
      '15:39 other',
      'rows',
      ['SELECT 4 AS four'],
      ...["import('./gen.statements').OtherRow[]", ['OtherRow of ./gen.statements']],
    ],
  ]);
});

it('notes cursors, the tags of kysely, and calls of prisma and drizzle', async () => {
  const found = await callsIn(String.raw`
import pg from 'pg';
import Cursor from 'pg-cursor';
import QueryStream from 'pg-query-stream';
import { type Kysely, sql } from 'kysely';
import { PrismaClient } from '@prisma/client';
import { drizzle } from 'drizzle-orm/node-postgres';
import { sql as drizzled } from 'drizzle-orm';
const prisma = new PrismaClient();
const orm = drizzle(new pg.Pool());
export async function load(client: pg.Client, db: Kysely<any>) {
  client.query(new Cursor('SELECT 1 AS one'));
  client.query(new QueryStream('SELECT 2 AS two'));
  await sql${'`'}SELECT 3 AS three, ${'${sql`now()`}'} AS now${'`'}.execute(db);
  await db.selectFrom('teams').select(sql<number>${'`'}1 + 1${'`'}.as('two')).execute();
  await prisma.$queryRaw${'`'}SELECT 4 AS four${'`'};
  await prisma.$executeRaw${'`'}DELETE FROM teams${'`'};
  await orm.execute(drizzled${'`'}SELECT 5 AS five${'`'});
  await client.query('SELECT 6 AS six');
}`);
  expect(found).toEqual([
    ['12:26 load', 'row', ['SELECT 1 AS one']],
    ['14:12 load', 'row', ['SELECT 3 AS three, now() AS now']],
    ['16:25 load', 'rows', ['SELECT 4 AS four']],
    ['18:20 load', 'row', ['SELECT 5 AS five']],
  ]);
});
