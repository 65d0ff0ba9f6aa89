import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveDatabase, type ServedDatabase } from './serve-database.js';

let engine: PGlite;
let database: ServedDatabase;
const clients: pg.Client[] = [];

beforeAll(async () => {
  engine = await PGlite.create();
  await engine.exec(
    'CREATE TABLE scores (game integer PRIMARY KEY, points integer NOT NULL); INSERT INTO scores VALUES (1, 0)',
  );
  database = await serveDatabase(engine);
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await database.stop();
  await engine.close();
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return client;
}

/** Counts up in a transaction: while it is open, the questions of the others pile up. */
async function scorePoint(client: pg.Client): Promise<void> {
  await client.query('BEGIN');
  const { rows } = await client.query<{ points: number }>('SELECT points FROM scores WHERE game = $1 FOR UPDATE', [1]);
  await client.query('UPDATE scores SET points = $1', [(rows[0]?.points ?? 0) + 1]);
  await client.query('COMMIT');
}

/** A question that only this client asks. */
async function ask(client: pg.Client, name: string): Promise<string | undefined> {
  const { rows } = await client.query<Readonly<Record<string, string>>>(`SELECT $1::text AS ${name}`, [name]);
  return rows[0]?.[name];
}

/** A mistake that only this client makes; answers the server's complaint. */
function err(client: pg.Client, name: string): Promise<string> {
  return client.query(`SELECT ${name} FROM scores WHERE game = $1`, [1]).then(
    () => 'no error',
    (error: unknown) => String(error),
  );
}

test('each of several clients gets the answers to its own questions, also while others have transactions', async () => {
  const names = ['comets', 'herons', 'summit', 'falcons'];
  while (clients.length < names.length) clients.push(await connect());
  await Promise.all(
    clients.map(async (client, index) => {
      const name = names[index] ?? '';
      for (let round = 0; round < 20; round += 1) {
        expect(await ask(client, name)).toBe(name);
        expect(await err(client, name)).toContain(`column "${name}" does not exist`);
        await scorePoint(client);
      }
    }),
  );
  const { rows } = await engine.query('SELECT points FROM scores');
  expect(rows).toEqual([{ points: 80 }]);
});

test('a transaction whose client vanishes is rolled back, and the others go on', async () => {
  const vanishing = await connect();
  vanishing.on('error', () => undefined);
  await vanishing.query('BEGIN');
  await vanishing.query('UPDATE scores SET points = -1');
  const meanwhile = clients.map((client, index) => ask(client, `team_${index}`));
  await vanishing.end();
  expect(await Promise.all(meanwhile)).toEqual(['team_0', 'team_1', 'team_2', 'team_3']);
  const { rows } = await engine.query('SELECT points FROM scores');
  expect(rows).toEqual([{ points: 80 }]);
});
