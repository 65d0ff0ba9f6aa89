import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ByteStore } from '@rowpact/model';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { openEngine } from '../engine/embedded-database.js';
import { analyseCached } from './analyse-cached.js';

function memoryStore(): ByteStore {
  const bodies = new Map<string, Uint8Array>();
  return {
    read: (key) => Promise.resolve(bodies.get(key) ?? null),
    write: (key, body) => Promise.resolve(void bodies.set(key, body)),
  };
}

let database: EmbeddedDatabase;
beforeAll(async () => {
  database = await openEngine(null);
  await database.exec(
    'CREATE TABLE players (id int, name text); CREATE SCHEMA old; CREATE TABLE old.players (nickname text)',
  );
}, 60_000);
afterAll(() => database.close());

/** Counts how often a database was wanted; the one above is lent out. */
function lender() {
  let opened = 0;
  const openDatabase = () => {
    opened += 1;
    return Promise.resolve({ ...database, close: () => Promise.resolve() });
  };
  return { openDatabase, opened: () => opened };
}

describe('analyseCached', () => {
  it('asks about a statement once, also when it is reformatted, and points into the text at hand', async () => {
    const store = memoryStore();
    const { openDatabase, opened } = lender();
    const ask = (text: string) => analyseCached({ schemaKey: 'league', statements: [{ text }], store, openDatabase });
    const [first] = await ask('SELECT nope FROM players');
    const [second] = await ask('select /* all */\n  nope\nFROM players;');
    expect(opened()).toBe(1);
    expect(first).toMatchObject({ kind: 'refused', sqlstate: '42703', offset: 7 });
    expect(second).toMatchObject({ kind: 'refused', sqlstate: '42703', offset: 19 });
  });

  it('asks only about what is new', async () => {
    const store = memoryStore();
    const { openDatabase, opened } = lender();
    const statements = [{ text: 'SELECT id FROM players' }];
    await analyseCached({ schemaKey: 'league', statements, store, openDatabase });
    const both = [{ text: 'SELECT name FROM players' }, ...statements];
    const answers = await analyseCached({ schemaKey: 'league', statements: both, store, openDatabase });
    expect(answers).toMatchObject([{ relations: [{ read: ['name'] }] }, { relations: [{ read: ['id'] }] }]);
    await analyseCached({ schemaKey: 'league', statements: both, store, openDatabase });
    expect(opened()).toBe(2);
  });

  it('keeps schemas and search paths apart', async () => {
    const store = memoryStore();
    const { openDatabase, opened } = lender();
    const text = 'SELECT nickname FROM players';
    const ask = (schemaKey: string, searchPath: readonly string[]) =>
      analyseCached({ schemaKey, statements: [{ text, searchPath }], store, openDatabase });
    expect(await ask('league', [])).toMatchObject([{ kind: 'refused' }]);
    expect(await ask('league', ['old'])).toMatchObject([{ kind: 'analysed' }]);
    expect(await ask('cup', ['old'])).toMatchObject([{ kind: 'analysed' }]);
    expect(opened()).toBe(3);
  });

  it('asks about a whole run again where one of its statements changed and a temporary table is created', async () => {
    const store = memoryStore();
    const { openDatabase, opened } = lender();
    const run = (column: string) => [
      { text: `CREATE TEMP TABLE late AS SELECT ${column} FROM players`, sequence: 'src/late.ts' },
      { text: 'SELECT id FROM late', sequence: 'src/late.ts' },
    ];
    const ask = (column: string) =>
      analyseCached({ schemaKey: 'league', statements: run(column), store, openDatabase });
    expect(await ask('id')).toMatchObject([{ kind: 'analysed' }, { kind: 'analysed' }]);
    expect(await ask('name')).toMatchObject([{ kind: 'analysed' }, { kind: 'refused' }]);
    expect(await ask('id')).toMatchObject([{ kind: 'analysed' }, { kind: 'analysed' }]);
    expect(opened()).toBe(2);
  });
});
