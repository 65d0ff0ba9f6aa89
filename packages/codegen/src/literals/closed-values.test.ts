import { PGlite } from '@electric-sql/pglite';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { file_fdw } from '@electric-sql/pglite/contrib/file_fdw';
import { quoteIdentifier, quoteLiteral, type Relation, type RelationId, type Snapshot } from '@rowpact/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogSnapshot } from '../testing/catalog-snapshot.js';
import { ClosedValues } from './closed-values.js';

/** By column: its type and its check, and the values that it is closed to; null for none. */
const COLUMNS: Readonly<Record<string, readonly [string, readonly (string | number)[] | null]>> = {
  status: ["text CHECK (status IN ('unsent', 'sent'))", ['unsent', 'sent']],
  any_of: ["text CHECK (any_of = ANY (ARRAY['a', 'b']))", ['a', 'b']],
  either: ["text CHECK (either = 'a' OR either = 'b' OR either IS NULL)", ['a', 'b']],
  null_first: ["text CHECK (null_first IS NULL OR null_first IN ('a', 'b'))", ['a', 'b']],
  mixed: ["text CHECK (mixed IN ('a') OR mixed IN ('b', 'c'))", ['a', 'b', 'c']],
  single: ["text CHECK (single = 'a')", ['a']],
  given: ["text NOT NULL DEFAULT 'a' CHECK (given IN ('a', 'b'))", ['a', 'b']],
  limited: ["varchar(5) CHECK (limited IN ('a', 'b'))", ['a', 'b']],
  compared: ["varchar CHECK (compared = 'a' OR compared = 'b')", ['a', 'b']],
  cast_up: ["varchar CHECK (cast_up IN ('a'::varchar, 'b'::text))", ['a', 'b']],
  cast_over: ["text CHECK (cast_over::varchar IN ('a', 'b'))", ['a', 'b']],
  collated: [`text COLLATE "C" CHECK (collated IN ('a', 'b'))`, ['a', 'b']],
  and_more: ["text CHECK (and_more IN ('a', 'bb') AND length(and_more) > 1)", ['a', 'bb']],
  and_another: ["text CHECK (status IS NOT NULL AND and_another IN ('a', 'b'))", ['a', 'b']],
  twice: ["text CHECK (twice IN ('a', 'b', 'c')) CHECK (twice IN ('c', 'b', 'd'))", ['b', 'c']],
  meets: ["text CHECK (meets IN ('a', 'b') AND meets IN ('b', 'c'))", ['b']],
  hostile: [
    `text CHECK (hostile IN ('it''s', '"', E'back\\\\slash', E'new\\nline', '🏀', '', ' OR ', ') OR (', '*/'))`,
    ["it's", '"', 'back\\slash', 'new\nline', '🏀', '', ' OR ', ') OR (', '*/'],
  ],
  'odd "col" = ANY (': [`text CHECK ("odd ""col"" = ANY (" IN ('a', 'b'))`, ['a', 'b']],
  VALUE: [`text CHECK ("VALUE" IN ('a', 'b'))`, ['a', 'b']],
  select: [`text CHECK ("select" IN ('a', 'b'))`, ['a', 'b']],
  small: ['smallint CHECK (small IN (1, 2, -3))', [1, 2, -3]],
  number: ['int CHECK (number = 0 OR number = -2147483648)', [0, -2147483648]],
  flag: ["char CHECK (flag IN ('Y', 'N'))", ['Y', 'N']],
  flags: ["char(2) CHECK (flags IN ('YY', 'N🏀'))", ['YY', 'N🏀']],
  color: ['color', ['red', 'green']],
  shade: ['shade', ['green']],
  narrowed: ["color CHECK (narrowed IN ('red', 'blue'))", ['red']],
  half: ['half', [1, 2]],
  letter: ['letter', ['A', 'B']],
  // What allows other values, or what we do not understand.
  free: ['text', null],
  and_function: ["text CHECK (starts_with(and_function, 'a') AND and_function IN ('a', 'b'))", null],
  function_of: ["text CHECK (lower(function_of) IN ('a', 'b'))", null],
  or_another: ["text CHECK (or_another IN ('a', 'b') OR status = 'sent')", null],
  or_function: ["text CHECK (or_function IN ('a', 'b') OR starts_with(or_function, 'c'))", null],
  null_in_list: ["text CHECK (null_in_list IN ('a', NULL))", null],
  not_in: ["text CHECK (not_in NOT IN ('a', 'b'))", null],
  not_not: ["text CHECK (NOT (not_not <> ALL (ARRAY['a', 'b'])))", null],
  not_equal: ["text CHECK (NOT (not_equal = 'a'))", null],
  is_true: ["text CHECK ((is_true = 'a') IS NOT FALSE)", null],
  is_false: ["text CHECK ((is_false = 'a') IS FALSE)", null],
  equals_false: ["text CHECK ((equals_false = 'a') = false)", null],
  in_case: ["text CHECK (CASE WHEN in_case IN ('a') THEN false ELSE true END)", null],
  coalesced: ["text CHECK (coalesce(coalesced = 'a', true))", null],
  less: ["text CHECK (less < 'b')", null],
  pattern: ["text CHECK (pattern LIKE 'a%')", null],
  other_column: ["text CHECK (other_column IN (status, 'b'))", null],
  array_text: ["text CHECK (array_text = ANY ('{a,b,NULL}'::text[]))", null],
  list: ["text[] CHECK (list IN ('{a}', '{b}'))", null],
  collated_otherwise: [`text CHECK (collated_otherwise COLLATE "C" IN ('a', 'b'))`, null],
  cut: ["text CHECK (cut::varchar(1) IN ('a', 'b'))", null],
  trimmed: ["text CHECK (trimmed::char(5) IN ('a', 'b'))", null],
  padded: ["char(3) CHECK (padded IN ('a', 'bbb'))", null],
  blank: ["bpchar CHECK (blank IN ('a', 'b'))", null],
  case_blind: ["citext CHECK (case_blind IN ('a', 'b'))", null],
  loose: ["text COLLATE loose CHECK (loose IN ('a', 'b'))", null],
  loose_domain: ['loose_domain COLLATE "C"', null],
  big: ['bigint CHECK (big IN (1, 2))', null],
  fraction: ['numeric CHECK (fraction IN (1, 2.5))', null],
  truth: ['boolean CHECK (truth IN (true))', null],
  nothing: ["text CHECK (nothing = 'a') CHECK (nothing = 'b')", null],
};

const SCHEMA = `
  CREATE EXTENSION citext; CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
  CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
  CREATE DOMAIN color AS text CHECK (VALUE IN ('red', 'green'));
  CREATE DOMAIN shade AS color CHECK (VALUE <> 'red') CHECK (VALUE IN ('green', 'blue'));
  CREATE DOMAIN half AS int NOT NULL CHECK (VALUE = ANY (ARRAY[1, 2]));
  CREATE DOMAIN letter AS char(1) CHECK (VALUE IN ('A', 'B'));
  CREATE DOMAIN loose_domain AS text COLLATE loose CHECK (VALUE IN ('a', 'b'));
  CREATE TABLE closed (${Object.entries(COLUMNS)
    .map(([name, [type]]) => `${quoteIdentifier(name)} ${type}`)
    .join(', ')});
  CREATE VIEW seen AS SELECT status, color FROM closed;
  CREATE TABLE late (state text, other text, whole text);
  INSERT INTO late VALUES ('x', 'x', 'x');
  ALTER TABLE late ADD CHECK (state IN ('a', 'b')) NOT VALID;
  ALTER TABLE late ADD CHECK (other IN ('a', 'b')) NOT ENFORCED;
  ALTER TABLE late ADD CHECK (whole IN ('x', 'b')) NOT VALID;
  ALTER TABLE late VALIDATE CONSTRAINT late_whole_check;
  CREATE TABLE parent (own text CHECK (own IN ('a')) NO INHERIT, shared text CHECK (shared IN ('a')));
  CREATE TABLE child () INHERITS (parent);
  CREATE TABLE games (season text CHECK (season IN ('a'))) PARTITION BY LIST (season);
  CREATE FOREIGN TABLE games_on_file PARTITION OF games FOR VALUES IN ('a') SERVER files OPTIONS (filename '/tmp/games.csv');`;

/** Without these no row is stored at all. */
const NEEDED = { status: 'sent', half: '1', is_false: 'b' };

/** Texts that may be equal to a value of a list and are not the same, and those that are in none. */
const OTHERS = ['A', 'a ', ' a', 'RED', 'red ', 'Y ', 'x', '', 'á', '1', '01', '3', 'c', 'C', 'ab', 'aa'];

describe('what validated checks allow', () => {
  let database: PGlite;
  let snapshot: Snapshot;
  let closed: ClosedValues;
  beforeAll(async () => {
    database = await PGlite.create({ extensions: { citext, file_fdw } });
    await database.exec(SCHEMA);
    snapshot = await catalogSnapshot(async (sql) => (await database.query<Record<string, unknown>>(sql)).rows);
    closed = new ClosedValues(snapshot);
  });
  afterAll(() => database.close());

  function relation(name: string): Relation {
    const found = snapshot.relations.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`no relation ${name}`);
    return found;
  }

  function valuesOf(name: string): Readonly<Record<string, readonly (string | number)[] | null>> {
    const { id, columns } = relation(name);
    return Object.fromEntries(columns.map((column) => [column.name, closed.of(id, column)]));
  }

  it('is a list where PostgreSQL prints nothing but constants, and anything otherwise', () => {
    expect(valuesOf('closed')).toEqual(
      Object.fromEntries(Object.entries(COLUMNS).map(([name, [, values]]) => [name, values])),
    );
  });

  it('holds every value that can be stored', async () => {
    const lies: string[] = [];
    for (const [name, values] of Object.entries(valuesOf('closed')).filter(([, list]) => list !== null)) {
      const id = quoteIdentifier(name);
      for (const value of [...(values ?? []), ...OTHERS]) {
        const row = { ...NEEDED, [name]: String(value) };
        const names = Object.keys(row).map(quoteIdentifier).join(', ');
        const texts = Object.values(row).map(quoteLiteral).join(', ');
        await database.query(`INSERT INTO closed (${names}) VALUES (${texts})`).catch(() => null);
      }
      // As the drivers read it: `::text` would take the blanks from a \`char\`.
      const { rows } = await database.query<Record<string, string | number>>(
        `SELECT DISTINCT ${id} AS value FROM closed WHERE ${id} IS NOT NULL`,
      );
      for (const { value = '' } of rows) if (!values?.includes(value)) lies.push(`${name}: ${JSON.stringify(value)}`);
      if (rows.length === 0) lies.push(`${name}: nothing was stored`);
      await database.query('DELETE FROM closed');
    }
    expect(lies).toEqual([]);
  });

  it('is nothing where old rows, or rows of others, may say otherwise', () => {
    expect(valuesOf('late')).toEqual({ state: null, other: null, whole: ['x', 'b'] });
    expect(valuesOf('parent')).toEqual({ own: null, shared: ['a'] });
    expect(valuesOf('child')).toEqual({ own: null, shared: ['a'] });
  });

  it('is nothing of a foreign table, nor of what has one in it', () => {
    expect(valuesOf('games_on_file')).toEqual({ season: null });
    expect(valuesOf('games')).toEqual({ season: null });
  });

  it('of a view is what its domains allow', () => {
    expect(valuesOf('seen')).toEqual({ status: null, color: ['red', 'green'] });
  });

  it('of a relation that nobody knows is what its domains allow', () => {
    const [color] = relation('closed').columns.filter(({ name }) => name === 'color');
    expect(color && closed.of('public.other' as RelationId, color)).toEqual(['red', 'green']);
  });
});
