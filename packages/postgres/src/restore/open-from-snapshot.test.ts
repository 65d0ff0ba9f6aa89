import { rm } from 'node:fs/promises';
import type { Column, ExtensionStub, Relation, Snapshot, TypeRef } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { introspect } from '../catalog/introspect.js';
import { openCache, type Cache } from '../engine/cache.js';
import { openEngine } from '../engine/embedded-database.js';
import { stubFiles } from '../engine/extension-stub.js';
import { loadMissing } from '../engine/load-requested.js';
import { folderWithTemplate, sharedTemplate } from '../engine/testing/test-cache.js';
import { openFromSnapshot } from './open-from-snapshot.js';
import { asRestored, withoutPlaces } from './testing/comparable.js';

const HOOPS: ExtensionStub = {
  extension: 'hoops',
  types: ['court', 'lane'],
  functions: ['court_size(court) returns integer', 'next_court() returns bigint'],
};

// The producer has an extension that nobody else has (the stub is the real one here), and three that everybody has.
const SCHEMA = `
  CREATE SCHEMA tools; CREATE SCHEMA league;
  CREATE EXTENSION citext SCHEMA tools; CREATE EXTENSION hstore; CREATE EXTENSION "uuid-ossp"; CREATE EXTENSION hoops SCHEMA tools;
  CREATE TYPE league.level AS ENUM ('youth', 'pro');
  CREATE DOMAIN league.home AS tools.court NOT NULL;
  CREATE TYPE league.pair AS (home tools.court, lanes tools.lane[]);
  CREATE TABLE league.venues (
    id bigint PRIMARY KEY DEFAULT tools.next_court(), floor tools.court NOT NULL, floors tools.court[], home league.home,
    pair league.pair, name tools.citext UNIQUE, options hstore, uid uuid DEFAULT uuid_generate_v4(), level league.level NOT NULL,
    size integer GENERATED ALWAYS AS (tools.court_size(floor)) STORED, CONSTRAINT big CHECK (tools.court_size(floor) > 3));
  CREATE UNIQUE INDEX by_size ON league.venues (tools.court_size(floor));
  CREATE FUNCTION league.pick(floor tools.court, lane tools.lane DEFAULT NULL) RETURNS SETOF tools.court LANGUAGE sql AS 'SELECT floor';
  CREATE VIEW league.sizes AS SELECT id, level, name, tools.court_size(floor) AS size, floor FROM league.venues;
  CREATE VIEW league.big AS SELECT id, level, size FROM league.sizes WHERE size > 2;
  CREATE MATERIALIZED VIEW league.largest AS SELECT id, tools.court_size(floor) AS size FROM league.venues;
  CREATE UNIQUE INDEX largest_id ON league.largest (id);`;
const PACKAGES = ['citext', 'hstore', 'uuid-ossp'];

const NOTES_WITHOUT_STUB = [
  'league.big is not as in the snapshot: the writability of size',
  'the constraint big of league.venues is not restored: function tools.court_size(tools.court) does not exist',
  'the default of league.venues.id is not restored: function tools.next_court() does not exist',
  'the expression of the generated column league.venues.size is not restored: function tools.court_size(tools.court) does not exist',
  'the extension hoops is empty but for stand-ins for its types tools.court, tools.lane: statements that call its functions or operators are refused: the embedded engine does not have it, and no stub stands in for it',
  'the materialized view league.largest cannot be built: it has its columns and their types, but leads to no table: function tools.court_size(tools.court) does not exist',
  'the unique index by_size of league.venues is not restored: function tools.court_size(tools.court) does not exist',
  'the view league.sizes cannot be built: it has its columns and their types, but leads to no table: function tools.court_size(tools.court) does not exist',
];

let directory = '';
let cache: Cache;
let snapshot: Snapshot;
beforeAll(async () => {
  directory = await folderWithTemplate();
  cache = openCache({ directory });
  snapshot = await snapshotOf(SCHEMA, [HOOPS]);
});
afterAll(() => rm(directory, { recursive: true }));

async function snapshotOf(schema: string, stubs: readonly ExtensionStub[]): Promise<Snapshot> {
  const loaded = await loadMissing(PACKAGES, [], { cache, stubs });
  const database = await openEngine((await sharedTemplate()).data, loaded);
  for (const file of stubs.flatMap(stubFiles)) database.addSharedFile(file.path, file.content);
  await database.exec(schema);
  const found = withoutPlaces(await introspect(database.query));
  await database.close();
  return found;
}

/** PostgreSQL's words about statements that a consumer could have. */
async function verdicts(
  of: Snapshot,
  stubs: readonly ExtensionStub[],
  statements: readonly string[],
): Promise<unknown> {
  const { database } = await openFromSnapshot(of, { cache, stubs });
  const found: string[] = [];
  for (const statement of statements) {
    const prepared = database.exec(`PREPARE s AS ${statement}; DEALLOCATE s`);
    found.push(
      await prepared.then(
        () => 'fine',
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      ),
    );
  }
  await database.close();
  return found;
}

describe('a producer with an extension that only it has', () => {
  test('is restored whole with a stub, and comes from the cache then', async () => {
    const phases: string[] = [];
    for (const expected of [['restoring the schema', 'reading the schema'], []]) {
      phases.length = 0;
      const onProgress = ({ phase }: { readonly phase: string }): void => void phases.push(phase);
      const { database, notes } = await openFromSnapshot(snapshot, { cache, stubs: [HOOPS], onProgress });
      const restored = withoutPlaces(await introspect(database.query));
      await database.close();
      expect(notes).toEqual([]);
      expect(restored).toEqual(asRestored(snapshot));
      expect([...new Set(phases)]).toEqual(['starting the engine', ...expected]);
    }
  });

  test('is restored without one as far as it goes, says what is missing, and says so again from the cache', async () => {
    const first = await openFromSnapshot(snapshot, { cache, stubs: [] });
    const restored = withoutPlaces(await introspect(first.database.query));
    await first.database.close();
    const second = await openFromSnapshot(snapshot, { cache, stubs: [] });
    await second.database.close();
    expect(first.notes).toEqual(NOTES_WITHOUT_STUB);
    expect(second.notes).toEqual(NOTES_WITHOUT_STUB);
    expect(shapes(restored)).toEqual(shapes(snapshot));
  });

  test('has its consumers analysed all the same', async () => {
    expect(
      await verdicts(
        snapshot,
        [],
        [
          'SELECT id, size, floor FROM league.sizes WHERE level = $1',
          'INSERT INTO league.sizes (id, name) VALUES (1, $1) RETURNING size',
          'SELECT size FROM league.big JOIN league.largest USING (id, size)',
          'INSERT INTO league.venues (floor) VALUES ($1)',
          'INSERT INTO league.venues (size) VALUES (1)',
          'SELECT * FROM league.pick($1)',
          'SELECT gone FROM league.sizes',
        ],
      ),
    ).toEqual([
      'fine',
      'fine',
      'fine',
      'fine',
      'cannot insert a non-DEFAULT value into column "size"',
      'fine',
      'column "gone" does not exist',
    ]);
  });

  test('is built each time where there is no cache', async () => {
    const { database, notes } = await openFromSnapshot(snapshot, {
      cache: openCache({ directory, enabled: false }),
      stubs: [HOOPS],
    });
    const [row] = await database.query('SELECT count(*)::int AS venues FROM league.venues');
    await database.close();
    expect(notes).toEqual([]);
    expect(row).toEqual({ venues: 0 });
  });
});

/** Each relation with its columns, their types, and whether they can be NULL. */
function shapes({ relations }: Snapshot): unknown {
  return relations.map(({ id, columns }) => ({
    id,
    columns: columns.map(({ name, type, nullable, identity, generated }) => ({
      ...{ name, type, identity, generated: generated?.kind },
      nullable: id === 'league.sizes' && name === 'floor' ? 'no value of its type is known' : nullable,
    })),
  }));
}

describe('what is known to differ:', () => {
  test('types of the producer without an extension are stood in for, by an extension of their own', async () => {
    const brought = await snapshotOf(
      `CREATE EXTENSION hoops; CREATE TABLE venues (floor court);
       CREATE FUNCTION widest(lane[]) RETURNS lane LANGUAGE sql AS 'SELECT $1[1]';`,
      [HOOPS],
    );
    const own = { ...brought, extensions: brought.extensions.filter(({ name }) => name !== 'hoops') };
    const { restored, notes } = await restore(own);
    expect(notes).toEqual([
      'the type public.court is a stand-in that holds any text: the snapshot does not say what it is',
      'the type public.lane is a stand-in that holds any text: the snapshot does not say what it is',
    ]);
    expect(restored.extensions.map(({ name }) => name)).toEqual([
      'plpgsql',
      'rowpact_stand_in_1',
      'rowpact_stand_in_2',
    ]);
    expect({ ...restored, extensions: [] }).toEqual({ ...own, extensions: [] });
  });

  test('extensions come in the version that the engine has, PL/pgSQL always, and known ones as their stub', async () => {
    const plain = await snapshotOf('CREATE EXTENSION citext', []);
    const citext = { name: 'citext', schema: 'public', version: '0.9' };
    const postgis = { name: 'postgis', schema: 'public', version: '3.4.2' };
    const { restored, notes } = await restore({ ...plain, extensions: [citext, postgis] });
    expect(notes).toEqual([]);
    expect(restored.extensions.map(({ name, version }) => `${name} ${version}`)).toEqual([
      `citext ${plain.extensions[0]?.version ?? ''}`,
      'plpgsql 1.0',
      'postgis 3.4.2',
    ]);
  });

  test('a stand-in type shows no type modifiers', async () => {
    const plain = await snapshotOf('CREATE TABLE venues (place text)', []);
    const postgis = { name: 'postgis', schema: 'public', version: '3.4.2' };
    const type = { display: 'public.geometry(Point,4326)', id: 'public.geometry', kind: 'base', typmod: 1107460 };
    const { restored, notes } = await restore({
      ...plain,
      extensions: [...plain.extensions, postgis],
      relations: plain.relations.map((table) => withColumn(table, { type: { ...type, dimensions: 0 } as TypeRef })),
    });
    expect(notes).toEqual(['public.venues is not as in the snapshot: the type of place']);
    expect(restored.relations[0]?.columns[0]?.type).toMatchObject({
      display: 'public.geometry',
      id: 'public.geometry',
    });
  });

  test('a child of a primary key refuses NULL, though before PostgreSQL 18 it could be told not to', async () => {
    const plain = await snapshotOf(
      'CREATE TABLE people (id int PRIMARY KEY); CREATE TABLE guests () INHERITS (people)',
      [],
    );
    const relations = plain.relations.map((table) => withColumn(table, { nullable: true }));
    const { notes } = await restore({ ...plain, relations });
    expect(notes).toEqual([
      'public.guests is not as in the snapshot: the nullability of id',
      'public.people is not as in the snapshot: the nullability of id',
    ]);
  });

  test('a table whose partition key calls what nobody has is not partitioned', async () => {
    const plain = await snapshotOf(
      'CREATE TABLE games (id int PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE old PARTITION OF games FOR VALUES FROM (1) TO (2)',
      [],
    );
    const relations = plain.relations.map((table) =>
      table.partitionKey === null ? table : { ...table, partitionKey: 'RANGE (tools.season(id))' },
    );
    const { restored, notes } = await restore({ ...plain, relations });
    expect(notes).toEqual([
      'public.games is not partitioned: schema "tools" does not exist',
      'public.old is no partition of public.games: ALTER action ATTACH PARTITION cannot be performed on relation "games"',
    ]);
    expect(restored.relations.map(({ id, primaryKey }) => `${id} ${primaryKey?.name ?? ''}`)).toEqual([
      'public.games games_pkey',
      'public.old old_pkey',
    ]);
  });
});

async function restore(of: Snapshot): Promise<{ restored: Snapshot; notes: readonly string[] }> {
  const { database, notes } = await openFromSnapshot(of, { cache, stubs: [] });
  const restored = withoutPlaces(await introspect(database.query));
  await database.close();
  return { restored, notes };
}

function withColumn(table: Relation, change: Partial<Column>): Relation {
  return { ...table, columns: table.columns.map((column) => ({ ...column, ...change })) };
}

test('what was made up can be used: functions answer nothing, children lose what their parents lose', async () => {
  const snapshot = await snapshotOf(
    `CREATE TABLE people (id int, name text);
     CREATE TABLE guests (host int) INHERITS (people);
     CREATE FUNCTION ages(OUT younger int, OUT older int) LANGUAGE sql AS 'SELECT 1, 2';
     CREATE FUNCTION roster(team int) RETURNS TABLE (name text, number int) LANGUAGE sql AS 'SELECT ''Ann'', 23';
     CREATE FUNCTION shout(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN upper($1); END';
     CREATE FUNCTION total_step(bigint, int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
     CREATE AGGREGATE total(int) (SFUNC = total_step, STYPE = bigint, INITCOND = '0');
     CREATE MATERIALIZED VIEW names AS SELECT name FROM people;`,
    [],
  );
  const { database } = await openFromSnapshot(snapshot, { cache, stubs: [] });
  const rows = async (sql: string): Promise<unknown> => database.query(sql);
  expect(await rows('SELECT * FROM ages()')).toEqual([{ younger: null, older: null }]);
  expect(await rows('SELECT * FROM roster(1)')).toEqual([]);
  expect(await rows(`SELECT shout('x'), total(1) FROM names`)).toEqual([{ shout: null, total: null }]);
  await database.exec('ALTER TABLE people DROP COLUMN name CASCADE');
  expect(await rows('SELECT * FROM guests')).toEqual([]);
  await expect(rows('SELECT name FROM guests')).rejects.toThrow('column "name" does not exist');
  await database.close();
});
