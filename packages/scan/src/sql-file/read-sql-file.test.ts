import { placeInSource, type Statement } from '@rowpact/model';
import { describe, expect, test } from 'vitest';
import { readSqlFile } from './read-sql-file.js';

const read = (text: string, setup: string | null = null) => readSqlFile('queries.sql', text, setup);
const texts = (text: string) => read(text).statements.map((statement) => statement.text);
const only = (text: string): Statement => {
  const found = read(text);
  expect(found.blinds).toEqual([]);
  expect(found.statements).toHaveLength(1);
  return found.statements[0] as Statement; // just counted
};

describe('statements', () => {
  test('one or many, with semicolons in quotes, comments, parentheses and bodies', () => {
    expect(
      texts(`
-- all; of them
SELECT ';' AS a, $$;$$ AS b, $x$ $$;$$ $x$ AS c /* ; /* ; */ */ FROM players;
;
UPDATE teams SET name = E'\\';' WHERE id = $1;
SELECT "a;b" FROM outbox -- no semicolon;
`),
    ).toEqual([
      `SELECT ';' AS a, $$;$$ AS b, $x$ $$;$$ $x$ AS c /* ; /* ; */ */ FROM players`,
      `UPDATE teams SET name = E'\\';' WHERE id = $1`,
      `SELECT "a;b" FROM outbox`,
    ]);
  });

  test('a name that starts at its first word, wherever the header is', () => {
    const { statements } = read(
      `/* @name GetPlayer */\n\nSELECT 1;\n  -- name: ListTeams :many\n  SELECT id FROM teams;`,
    );
    expect(statements.map(({ place }) => place)).toEqual([
      { file: 'queries.sql', line: 3, column: 1, within: 'GetPlayer' },
      { file: 'queries.sql', line: 5, column: 3, within: 'ListTeams' },
    ]);
  });

  test('without semicolons between headers', () => {
    const { statements } = read('-- :name all-teams :? :*\nselect id from teams\n\n-- :name one-team\nselect 1');
    expect(statements.map(({ text, place }) => [text, place.within])).toEqual([
      ['select id from teams', 'all-teams'],
      ['select 1', 'one-team'],
    ]);
  });

  test('nothing in an empty file, or one of comments', () => {
    expect(read('')).toMatchObject({ statements: [], unreadable: [], notes: [] });
    expect(read('-- SELECT 1;\n/* SELECT 2; */')).toMatchObject({ statements: [], unreadable: [], notes: [] });
  });

  test('those before a quote that never ends', () => {
    const found = read("SELECT 1;\nSELECT 'Maya\n;SELECT 2;");
    expect(found.statements.map(({ text }) => text)).toEqual(['SELECT 1']);
    expect(found.unreadable).toEqual([
      {
        location: { file: 'queries.sql', line: 2, column: 8 },
        reason: 'the quoted string that begins here never ends; what follows is unread',
      },
    ]);
  });

  test('those around the commands of psql, which are named', () => {
    const found = read('\\set ON_ERROR_STOP on\nSELECT id FROM teams \\gset\n\\i other.sql\nSELECT 2;');
    expect(found.statements.map(({ text }) => text)).toEqual(['SELECT id FROM teams', 'SELECT 2']);
    expect(found.unreadable).toEqual([
      {
        location: { file: 'queries.sql', line: 1, column: 1 },
        reason: 'commands of psql are not followed: \\set, \\gset, \\i',
      },
    ]);
  });

  test('after the rows of a COPY', () => {
    expect(texts("COPY teams (id, name) FROM stdin;\n1\tDon't; stop\n\\.\nSELECT 1;")).toEqual([
      'COPY teams (id, name) FROM stdin',
      'SELECT 1',
    ]);
  });
});

describe('placeholders', () => {
  test.each([
    ['SELECT :id, :id, :name!', 'SELECT $1, $1, $2'],
    ['SELECT :id::int, x::text, f(a := :id)', 'SELECT $1::int, x::text, f(a := $1)'],
    ['SELECT \':id\', $$:id$$, ":id" /* :id */ -- :id\n', 'SELECT \':id\', $$:id$$, ":id"'],
    ['SELECT a[1:n], a[lo:hi], a[:n], ARRAY[:a, :b]', 'SELECT a[1:n], a[lo:hi], a[$1], ARRAY[$2, $3]'],
    ['SELECT a[f(x):n] FROM t WHERE a[1] = :id', 'SELECT a[f(x):n] FROM t WHERE a[1] = $1'],
    ['SELECT :id!=1', 'SELECT $1!=1'],
    ["SELECT :'name'", 'SELECT $1'],
    [
      'SELECT * FROM players WHERE id = @id AND team_id=@team AND tags <@ @tags',
      'SELECT * FROM players WHERE id = $1 AND team_id=$2 AND tags <@ $3',
    ],
    ['SELECT a @> b, c <@ d, e @@ f, tags <@all_tags, @ -5', 'SELECT a @> b, c <@ d, e @@ f, tags <@all_tags, @ -5'],
    ["SELECT sqlc.arg(id), sqlc.narg('id'), SQLC.slice ( ids )", 'SELECT $1, $1, $2'],
    ['SELECT sqlc.embed(players), sqlc.embed(t) FROM players', 'SELECT players.*, t.* FROM players'],
    ['SELECT $2, :id, $1, :name', 'SELECT $2, $3, $1, $4'],
    ["SELECT '$7', :id", "SELECT '$7', $1"],
    ['SELECT ${id}, $<id>, $(name), $/name/, $[ids:csv], $1:json', 'SELECT $1, $1, $2, $2, $3, $4'],
    ['SELECT $1^2, data ? $1', 'SELECT $1^2, data ? $1'],
  ])('%s', (source, expected) => {
    expect(only(source).text).toBe(expected);
  });

  test('pgtyped expands lists, objects and lists of objects', () => {
    const source = `/*
  @name AddPlayers
  @param ids -> (...)
  @param player -> (firstName!, lastName)
  @param rows -> ((firstName!, lastName)...)
*/
SELECT :player WHERE id IN :ids AND x IN :rows OR :other;`;
    expect(only(source).text).toBe('SELECT ($1, $2) WHERE id IN ($3) AND x IN ($4, $5) OR $6');
  });

  test('places lead back to the file, those of parameters to the placeholder', () => {
    const source = '-- name: GetPlayer :one\nSELECT id,\n  :teamId AS team, name FROM players';
    const statement = only(source);
    expect(statement.text).toBe('SELECT id,\n  $1 AS team, name FROM players');
    expect(placeInSource(statement, statement.text.indexOf('id'))).toEqual({ file: 'queries.sql', line: 2, column: 8 });
    expect(placeInSource(statement, statement.text.indexOf('1 AS'))).toEqual({
      file: 'queries.sql',
      line: 3,
      column: 3,
    });
    expect(placeInSource(statement, statement.text.indexOf('name'))).toEqual({
      file: 'queries.sql',
      line: 3,
      column: 20,
    });
  });

  test('ten thousand of them, and a statement of a megabyte in one line', () => {
    const list = Array.from({ length: 10_000 }, (_, index) => `:p${index}`).join(', ');
    const statement = only(`SELECT '${'x'.repeat(1_000_000)}' WHERE 1 IN (${list})`);
    expect(statement.text.endsWith(', $10000)')).toBe(true);
    const last = statement.text.lastIndexOf('$');
    expect(placeInSource(statement, last).column).toBeGreaterThan(1_000_000);
  });

  test('more than PostgreSQL takes is too large', () => {
    const list = Array.from({ length: 65_536 }, (_, index) => `:p${index}`).join(', ');
    const { blinds } = read(`SELECT 1 IN (${list})`);
    expect(blinds.map(({ reason, detail }) => [reason, detail])).toEqual([
      ['too large', 'it has 65536 parameters, and PostgreSQL takes 65535'],
    ]);
  });
});

describe('what is not known is a blind', () => {
  test.each([
    ['SELECT * FROM ${table:name}', 'SELECT * FROM …', 'dynamic fragment', '`table`'],
    ['SELECT * FROM players ORDER BY :"column"', 'SELECT * FROM players ORDER BY …', 'dynamic fragment', '`column`'],
    ['SELECT $1:raw', 'SELECT …', 'dynamic fragment', '`1`'],
    ["SELECT * FROM {{ ref('players') }}", "SELECT * FROM … ref('players') }}", 'dynamic fragment', 'template'],
    ['SELECT `name` FROM players', 'SELECT …name… FROM players', 'other dialect', 'backquotes'],
    ['DO $$ BEGIN DELETE FROM outbox; END $$', 'DO $$ BEGIN DELETE FROM outbox; END $$', 'built by code', 'DO block'],
  ])('%s', (source, text, reason, detail) => {
    const { statements, blinds } = read(source);
    expect(statements).toEqual([]);
    expect(blinds).toMatchObject([{ text, reason, place: { line: 1, column: 1 }, caller: 'sql file' }]);
    expect(blinds[0]?.detail).toContain(detail);
  });
});

describe('what sets a database up is left out', () => {
  test('statements that define something, with a note', () => {
    const found = read('SELECT 1; SELECT 2; CREATE INDEX ON players (name);SET search_path = league; COMMIT;');
    expect(found.statements.map(({ text }) => text)).toEqual(['SELECT 1', 'SELECT 2']);
    expect(found.notes).toEqual(['queries.sql: one statement that defines the schema (CREATE) is left out']);
  });

  test('a file of which every other statement is one', () => {
    const migration = 'BEGIN; ALTER TABLE players ADD COLUMN x int; UPDATE players SET x = 1; COMMIT;';
    expect(read(migration)).toMatchObject({ statements: [], leftOut: 'schema' });
  });

  test('the statements in a routine are not taken for the consumer’s', () => {
    const routine = `CREATE OR REPLACE FUNCTION add(a int) RETURNS int
      BEGIN ATOMIC SELECT CASE WHEN a > 1 THEN 2 ELSE 3 END; SELECT 2; END;`;
    expect(read(`${routine} SELECT 1; SELECT 2;`).statements.map(({ text }) => text)).toEqual(['SELECT 1', 'SELECT 2']);
  });

  test('a file whose path says so, unless its statements have names', () => {
    expect(read('INSERT INTO teams VALUES (1);', 'seeds')).toMatchObject({ statements: [], leftOut: 'seeds' });
    const named = read('-- name: Refresh :exec\nREFRESH MATERIALIZED VIEW standings;', 'schema');
    expect(named.leftOut).toBeNull();
    expect(named.statements.map(({ text }) => text)).toEqual(['REFRESH MATERIALIZED VIEW standings']);
  });

  test('but not temporary tables', () => {
    const source = 'CREATE TEMP TABLE t AS SELECT id FROM players; SELECT * FROM t; DROP TABLE t;';
    expect(texts(source)).toHaveLength(3);
    expect(texts('DROP TABLE t; SELECT 1; SELECT 2')).toHaveLength(2);
  });
});

describe('queries, of which functions can be written', () => {
  const queries = (text: string, file = 'db/team-roster.sql') => readSqlFile(file, text, null).queries ?? [];
  const named = (...names: readonly (string | null)[]) => names.map((name) => ({ name, required: false }));

  test('named by pgtyped, with lists that change the text and objects that do not', () => {
    const source = `/* @name GetPlayers */ SELECT :id!, :teamId, :id;
/* @name AddPlayer @param player -> (name!, nick) */ INSERT INTO players VALUES :player;
/* @name FindPlayers @param ids -> (...) */ SELECT 1 WHERE 1 IN :ids;
/* @name AddAll @param rows -> ((a, b)...) */ INSERT INTO players VALUES :rows;`;
    expect(queries(source).map(({ name, parameters, unfit }) => [name, parameters, unfit])).toEqual([
      ['GetPlayers', [{ name: 'id', required: true }, ...named('teamId')], null],
      ['AddPlayer', [{ name: 'player.name', required: true }, ...named('player.nick')], null],
      ['FindPlayers', named('ids'), expect.stringContaining('as many values as `ids` has elements')],
      ['AddAll', named('rows.a', 'rows.b'), expect.stringContaining('as many values as `rows` has elements')],
    ]);
  });

  test.each([
    ['-- name: A :many', 'rows', true],
    ['-- name: A :one', 'row', true],
    ['-- name: A :exec', 'nothing', true],
    ['-- name: A :execrows', 'count', true],
    ['/* name: A :one */', 'row', true],
    ['-- :name a :? :1', 'row', true],
    ['-- :name a :! :n', 'count', true],
    ['-- name: A', 'rows', true],
    ['-- name: A :copyfrom', 'rows', false],
    ['-- name: A :batchone', 'rows', false],
  ])('%s', (header, answer, fits) => {
    const [query] = queries(`${header}\nSELECT 1`);
    expect(query?.answer).toBe(answer);
    expect(query?.unfit === null).toBe(fits);
  });

  test('numbers have no names, and stand before those that have', () => {
    expect(queries('-- name: A :one\nSELECT $2, @team, $1')[0]?.parameters).toEqual(named(null, null, 'team'));
  });

  test('a statement that is alone in its file has the name of the file; of several without names none has', () => {
    expect(queries('SELECT 1').map(({ name }) => name)).toEqual(['team-roster']);
    expect(queries('SELECT 1; SELECT 2').map(({ name }) => name)).toEqual([null, null]);
    expect(queries('\\timing\nSELECT 1').map(({ name }) => name)).toEqual([null]);
    expect(queries('-- name: A\nSELECT 1; SELECT 2').map(({ name }) => name)).toEqual(['A', null]);
    expect(queries('CREATE TABLE players (id int)')).toEqual([]);
  });

  test('what is not known is unfit', () => {
    const sources = [
      ...['SELECT * FROM ${t:name}', 'DO $$ BEGIN END $$', 'SELECT ${ids:csv}', 'SELECT sqlc.slice(ids)'],
      'SELECT ${team}, ${team.id}',
    ];
    expect(sources.flatMap((source) => queries(source)).map(({ unfit }) => unfit)).toEqual([
      'a piece of its text comes from `t`, which is filled in when it is sent',
      'a DO block is code of its own, which is not followed',
      expect.stringContaining('as many values as `ids` has elements'),
      expect.stringContaining('as many values as `ids` has elements'),
      '`team` is a value in it, and an object that has `team.id`',
    ]);
  });
});
