import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateExamples, openExamplesAt } from '../tools/src/examples-database.js';
import { REPOSITORY } from './run-tool.js';
import { runExample, type RunningExample } from './running-example.js';

// What happened that day: the service runs, and its producer migrates the database under it.
const SERVICE = 'examples/incident/at-018';
let engine: PGlite;
let service: RunningExample;

beforeAll(async () => {
  engine = await openExamplesAt(REPOSITORY, process.env, '017');
  await engine.exec(await readFile(join(REPOSITORY, SERVICE, 'seed.sql'), 'utf8'));
  await migrateExamples(engine, REPOSITORY, '018');
  service = await runExample(SERVICE, engine);
});

afterAll(() => service.stop());

async function get(path: string): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(service.address + path);
  return { status: response.status, text: await response.text() };
}

test('migration 018 copies each team to player_teams, and the contract pages work', async () => {
  const { rows } = await engine.query('SELECT player_id, team_id FROM player_teams');
  expect(rows).toEqual([{ player_id: 1, team_id: 1 }]);

  const placed = await get('/contract/demo-maya-7f3k2');
  expect(placed.status).toBe(200);
  expect(placed.text).toContain('in the team Westside Comets');
  const unplaced = await get('/contract/demo-leif-5t1vb');
  expect(unplaced.status).toBe(200);
  expect(unplaced.text).toContain('Not placed yet');
});

test('after migration 019 every contract page answers 500, while the list of contracts still works', async () => {
  await migrateExamples(engine, REPOSITORY, '019');
  expect((await get('/contract/demo-maya-7f3k2')).status).toBe(500);
  expect((await get('/contract/demo-leif-5t1vb')).status).toBe(500);
  expect(service.log().match(/column p\.team_id does not exist/g)).toHaveLength(2);
  expect((await get('/')).status).toBe(200);
});
