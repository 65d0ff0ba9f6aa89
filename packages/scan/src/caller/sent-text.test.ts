import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SCAN } from '@rowpact/model';
import { afterEach, expect, it } from 'vitest';
import { scanConsumer } from '../scan/scan-consumer.js';

const folder = mkdtempSync(join(tmpdir(), 'rowpact-texts-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('notes what goes to a driver as text, and whether TypeScript sees its answer', async () => {
  const code = String.raw`
import { Pool, type PoolClient } from 'pg';
import { sql } from './gen/rows.statements.gen.js';
import { elsewhere } from 'other-orm';
const pool = new Pool();
const COLUMNS = 'id, name';
const QUERY = 'SELECT 1 AS one';
export async function load(client: PoolClient, id: number) {
  await pool.query('SELECT a FROM t');
  await client.query({ text: ' SELECT b FROM t -- trailing', values: [] });
  pool.query('INSERT INTO t DEFAULT VALUES');
  await pool.query(${'`'}SELECT ${'${COLUMNS}'} FROM t${'`'});
  await pool.query(QUERY);
  await pool.query('BEGIN; SELECT c FROM t');
  await pool.query('SELECT d FROM t WHERE id = ' + id);
  elsewhere.run(sql('SELECT e FROM t'));
  const text = sql('SELECT f FROM t');
  return pool.query(text).then(({ rows }) => rows);
}`;
  writeFileSync(join(folder, 'load.ts'), code);
  const { texts, statements, blinds } = await scanConsumer({ folder, settings: DEFAULT_SCAN, store: null });
  expect(texts.map(({ text, statement, throughPg, awaited }) => [text, statement, throughPg, awaited])).toEqual([
    ['SELECT a FROM t', 'SELECT a FROM t', true, true],
    [' SELECT b FROM t -- trailing', 'SELECT b FROM t', true, true],
    ['INSERT INTO t DEFAULT VALUES', 'INSERT INTO t DEFAULT VALUES', true, false],
    ['SELECT id, name FROM t', 'SELECT id, name FROM t', true, false],
    ['SELECT 1 AS one', 'SELECT 1 AS one', true, false],
    ['BEGIN; SELECT c FROM t', null, true, true],
    ['SELECT e FROM t', 'SELECT e FROM t', false, false],
    ['SELECT f FROM t', 'SELECT f FROM t', false, false],
    ['SELECT f FROM t', 'SELECT f FROM t', true, false],
  ]);
  // A text in the hands of the generated `sql` and of pool.query is one statement: it stands at one place.
  expect(statements.map(({ text }) => text)).toEqual([
    'SELECT 1 AS one',
    'SELECT a FROM t',
    'SELECT b FROM t',
    'INSERT INTO t DEFAULT VALUES',
    'SELECT id, name FROM t',
    'BEGIN',
    'SELECT c FROM t',
    'SELECT d FROM t WHERE id = $1',
    'SELECT e FROM t',
    'SELECT f FROM t',
  ]);
  expect(blinds).toEqual([]);
});
