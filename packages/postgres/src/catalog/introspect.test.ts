import { PGlite } from '@electric-sql/pglite';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { hstore } from '@electric-sql/pglite/contrib/hstore';
import type { Column, Relation, Snapshot } from '@rowpact/model';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogQuery } from './catalog-query.js';
import { introspect } from './introspect.js';

const everything = readFileSync(new URL('./cases/everything/schema.sql', import.meta.url), 'utf8');

let db: PGlite;
let query: CatalogQuery;
let snapshot: Snapshot;

beforeAll(async () => {
  db = await PGlite.create({ extensions: { citext, hstore } });
  query = async (sql) => (await db.query<Record<string, unknown>>(sql)).rows;
  await db.exec(everything);
  snapshot = await introspect(query);
});
afterAll(() => db.close());

function relation(id: string): Relation {
  const found = snapshot.relations.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no relation ${id}`);
  return found;
}

function column(id: string, name: string): Column {
  const found = relation(id).columns.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no column ${id}.${name}`);
  return found;
}

describe('a known fault of kysely-codegen is not here:', () => {
  it('generated columns come out writable', () => {
    expect(column('league.players', 'full_name')).toMatchObject({
      writable: false,
      generated: { kind: 'stored' },
      default: null,
    });
    expect(column('league.signed', 'full_name').writable).toBe(false);
    expect(column('league.signed', 'id').writable).toBe(true);
  });

  it('identity columns look like any other column', () => {
    expect(column('league.teams', 'id').identity).toBe('always');
    expect(column('league.players', 'id').identity).toBe('by default');
  });

  it('enum labels are sorted alphabetically', () => {
    const status = snapshot.enums.find((type) => type.id === 'league.contract_status');
    expect(status?.labels).toEqual(['offered', 'countersigned', 'signed', 'expired']);
  });

  it('every view column is nullable', () => {
    const nullable = relation('league.rosters').columns.filter((each) => each.nullable);
    expect(nullable.map((each) => each.name)).toEqual(['full_name', 'number', 'status']);
  });

  it('NOT NULL domains are nullable', () => {
    expect(column('league.players', 'number').nullable).toBe(false);
    expect(column('league.players', 'captain').nullable).toBe(false);
  });

  it('an enum named _x is read as an array', () => {
    expect(column('league.players', 'jersey').type).toMatchObject({
      kind: 'enum',
      id: 'league._jersey',
      dimensions: 0,
    });
    expect(column('league.players', 'jerseys').type).toMatchObject({
      kind: 'enum',
      id: 'league._jersey',
      dimensions: 1,
    });
  });

  it('INHERITS children are dropped as partitions', () => {
    expect(relation('league.coaches')).toMatchObject({ kind: 'table', inherits: ['league.people'], partitionOf: null });
    expect(relation('league.games_2025')).toMatchObject({ inherits: [], partitionOf: { parent: 'league.games' } });
  });
});

describe('introspection', () => {
  it('takes the same few statements whatever there is to read', async () => {
    const statements: string[] = [];
    await introspect((sql) => (statements.push(sql), query(sql)));
    expect(statements).toHaveLength(16);
    expect(statements[0]).toBe('begin transaction isolation level repeatable read read only');
    expect(statements.at(-1)).toBe('rollback');
  });

  it('prints the same whatever the settings of the connection, and leaves them alone', async () => {
    await db.exec(`
      set search_path = league, public; set datestyle = 'German'; set intervalstyle = 'iso_8601'; set timezone = 'Asia/Tokyo';
      set quote_all_identifiers = on; set extra_float_digits = 0; set bytea_output = 'escape';
      create temporary table pg_class (oid oid, relname name, relkind "char"); create temporary table pg_type (oid oid)`);
    const again = await introspect(query);
    const [path] = await query('show search_path');
    await db.exec('drop table pg_temp.pg_class; drop table pg_temp.pg_type; reset all');
    expect(again).toEqual(snapshot);
    expect(path).toEqual({ search_path: 'league, public' });
  });

  it('says of a check whether texts that differ can be equal to it', async () => {
    await db.exec(`
      create schema loose;
      create collation loose.loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
      create domain loose.hand as text collate loose.loose check (value in ('left', 'right'));
      create table loose.players (hand text collate loose.loose check (hand in ('left', 'right')), foot text check (foot <> ''))`);
    const { relations, domains } = await introspect(query);
    await db.exec('drop schema loose cascade');
    const checks = [...relations, ...domains].filter(({ schema }) => schema === 'loose').flatMap((one) => one.checks);
    expect(checks.map(({ name, nondeterministic }) => [name, nondeterministic])).toEqual([
      ['players_foot_check', undefined],
      ['players_hand_check', true],
      ['hand_check', true],
    ]);
  });

  it('answers columns by their place in this database', () => {
    const [id, name] = relation('league.teams').columns;
    expect(id?.identityInCatalog?.attnum).toBe(1);
    expect(name?.identityInCatalog).toEqual({ relation: id?.identityInCatalog?.relation, attnum: 2 });
  });

  it('passes on the first error and leaves no transaction open', async () => {
    const failing: CatalogQuery = (sql) => query(sql.includes('from pg_attrdef') ? 'select 1 / 0' : sql);
    await expect(introspect(failing)).rejects.toThrow('division by zero');
    await expect(introspect(query)).resolves.toEqual(snapshot);
  });

  it('leaves out what an extension brought, and still names its types', async () => {
    await db.exec(`
      create schema tools; create extension citext schema tools; create extension hstore;
      create table league.extension_table (id integer primary key);
      create type league.extension_enum as enum ('a');
      create view league.extension_view as select 1 as one;
      alter extension citext add table league.extension_table;
      alter extension citext add type league.extension_enum;
      alter extension citext add view league.extension_view;
      create table league.users (
        email tools.citext not null, emails tools.citext[], options hstore, kind league.extension_enum not null,
        other integer not null references league.extension_table
      );
      create view league.user_views as select u.email, o.one, t.id from league.users u, league.extension_view o, league.extension_table t`);
    const extended = await introspect(query);
    await db.exec(
      'drop table league.users cascade; drop extension citext cascade; drop extension hstore; drop schema tools',
    );
    const added = extended.relations.filter((each) => !snapshot.relations.some((old) => old.id === each.id));
    expect(added.map((each) => each.id)).toEqual(['league.user_views', 'league.users']);
    expect(added[1]?.columns.map((each) => `${each.type.id} ${each.type.kind} ${each.type.dimensions}`)).toEqual([
      'tools.citext base 0',
      'tools.citext base 1',
      'public.hstore base 0',
      'league.extension_enum enum 0',
      'pg_catalog.int4 base 0',
    ]);
    expect(added[1]?.foreignKeys[0]?.references).toEqual({ relation: 'league.extension_table', columns: ['id'] });
    expect(added[0]?.columns.map((each) => each.nullable)).toEqual([false, false, false]);
    expect(extended.functions).toEqual(snapshot.functions);
    expect(extended.enums).toEqual(snapshot.enums);
    expect(extended.extensions.map((each) => `${each.name} ${each.schema}`)).toEqual([
      'citext tools',
      'hstore public',
      'plpgsql pg_catalog',
    ]);
  });

  it('reads a database with nothing in it', async () => {
    const empty = await PGlite.create();
    const found = await introspect(async (sql) => (await empty.query<Record<string, unknown>>(sql)).rows);
    await empty.close();
    expect(found).toMatchObject({ schemas: [{ name: 'public' }], relations: [], enums: [], functions: [] });
  });
});

describe('what a view lets through', () => {
  it.each([
    ['a trigger in place of UPDATE makes every column writable', 'league.team_names', [true, true, true]],
    ['a rule in place of INSERT makes every column writable', 'league.ruled', [true]],
    ['a join is not writable', 'league.rosters', [false, false, false, false, false, false]],
    ['expressions and generated columns are not writable', 'league.signed', [true, true, false, false]],
    ['nor are they through a view over the view', 'league.signed_names', [true, false]],
    ['a materialised view is not writable', 'league.standings', [false, false, false]],
  ])('%s', (_, id, expected) => {
    expect(relation(id).columns.map((each) => each.writable)).toEqual(expected);
  });
});

it('a view cannot be written through where its table has GENERATED ALWAYS, identity or expression, at any depth', async () => {
  await db.exec(`
    CREATE SCHEMA stats;
    CREATE TABLE stats.shots (
      id int GENERATED ALWAYS AS IDENTITY, points int NOT NULL, doubled int GENERATED ALWAYS AS (points * 2) STORED);
    CREATE VIEW stats.all_shots AS SELECT * FROM stats.shots;
    CREATE VIEW stats.again AS SELECT * FROM stats.all_shots;`);
  const found = (await introspect(query)).relations.filter(({ schema, kind }) => schema === 'stats' && kind === 'view');
  expect(found.map(({ columns }) => columns.map(({ writable }) => writable))).toEqual([
    [false, true, false],
    [false, true, false],
  ]);
  // PostgreSQL's own verdict.
  await expect(db.exec('INSERT INTO stats.again (id, points) VALUES (1, 2)')).rejects.toMatchObject({ code: '428C9' });
  await db.exec('INSERT INTO stats.again (points) VALUES (2)');
});
