import type { ByteStore } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type EmbeddedDatabase } from '../engine/embedded-database.js';
import { sharedTemplate } from '../engine/testing/test-cache.js';
import { judgeCached } from './judge-cached.js';

let database: EmbeddedDatabase;
let opened = 0;

beforeAll(async () => {
  database = await openEngine((await sharedTemplate()).data);
  await database.exec(`CREATE ROLE coach; CREATE TABLE players (id integer PRIMARY KEY, name text, email text)`);
}, 60_000);
afterAll(() => database.close());

function memoryStore(): ByteStore {
  const bodies = new Map<string, Uint8Array>();
  return {
    read: (key) => Promise.resolve(bodies.get(key) ?? null),
    write: (key, body) => Promise.resolve(void bodies.set(key, body)),
  };
}

/** The database above is lent out. */
function openDatabase(): Promise<EmbeddedDatabase> {
  opened += 1;
  return Promise.resolve({ ...database, close: () => Promise.resolve() });
}

describe('judgeCached', () => {
  it('asks about a statement once for a role, and points into the text at hand', async () => {
    const store = memoryStore();
    const judge = async (text: string, role: string | null) => {
      const [verdict] = await judgeCached({ schemaKey: 'x', statements: [{ text, role }], store, openDatabase });
      return verdict;
    };
    expect((await judge('SELECT nope FROM players', null))?.analysis).toMatchObject({ offset: 7 });
    expect((await judge('SELECT\n\n  nope FROM players', null))?.analysis).toMatchObject({ offset: 10 });
    expect(opened).toBe(1);
    const insert = "INSERT INTO players VALUES (1, 'Ann')";
    const first = await judge(insert, null);
    expect(first).toMatchObject({ plan: null, writes: [{ column: 'email' }, { column: 'id' }, { column: 'name' }] });
    expect(await judge(insert, null)).toEqual(first);
    expect(opened).toBe(2);
    expect((await judge(insert, 'coach'))?.plan).toMatchObject({ sqlstate: '42501' });
    expect(opened).toBe(3);
  });
});
