import { FailureError, type Failure } from '@rowpact/model';
import { describe, expect, test } from 'vitest';
import { splitStatements } from './split-statements.js';

const texts = (sql: string): readonly string[] => splitStatements(sql).map((statement) => statement.text);

function failureOf(sql: string): Failure {
  try {
    splitStatements(sql, 'schema.sql');
  } catch (error) {
    if (error instanceof FailureError) return error.failures[0];
    throw error;
  }
  throw new Error('nothing failed');
}

describe('a statement', () => {
  test('begins at its first token, with comments before it left out', () => {
    const [, second] = splitStatements('SELECT 1; /* two\nlines */ -- and\n\t  select 2 ; -- end');
    expect(second).toEqual({
      ...{ text: 'select 2', line: 3, column: 4, offset: 36, keyword: 'SELECT', copyData: null, file: null },
    });
  });

  test('that begins with a parenthesis has no keyword', () => {
    expect(splitStatements('(SELECT 1)')[0]?.keyword).toBe('');
  });

  test('counts lines through Windows line ends', () => {
    expect(splitStatements('SELECT 1;\r\n\r\nSELECT 2;').map((found) => [found.line, found.column])).toEqual([
      [1, 1],
      [3, 1],
    ]);
  });

  test('is not made of comments, blanks and semicolons', () => {
    expect(texts(' ;; -- ;\n /* ; */ ;\f')).toEqual([]);
  });

  test('reads backslashes in plain strings as the setting before it says', () => {
    const sql =
      "SET standard_conforming_strings = off; SELECT 'a\\';b'; SET standard_conforming_strings TO 'on'; SELECT '\\'; SELECT 1";
    expect(texts(sql).slice(1)).toEqual([
      "SELECT 'a\\';b'",
      "SET standard_conforming_strings TO 'on'",
      "SELECT '\\'",
      'SELECT 1',
    ]);
  });

  test('may stand among hundreds of thousands on one line', () => {
    const found = splitStatements("SELECT 'Ada';".repeat(200_000));
    expect(found).toHaveLength(200_000);
    expect(found.at(-1)).toMatchObject({ line: 1, column: 199_999 * 13 + 1 });
  });

  test('may hold a comment nested a hundred thousand deep', () => {
    expect(texts(`${'/*'.repeat(100_000)}${'*/'.repeat(100_000)}SELECT 1`)).toEqual(['SELECT 1']);
  });
});

describe('something left open fails at the line where it began', () => {
  test.each([
    ["SELECT 1;\n\nSELECT 'never", 'quoted string', 3, 8],
    ['\nSELECT "never', 'quoted name', 2, 8],
    ["\nSELECT E'never\\'", 'quoted string', 2, 9],
    ['/* one\n /* two */', 'comment', 1, 1],
    ['SELECT 1;\nDO $do$ BEGIN $$;\n', 'dollar-quoted string', 2, 4],
  ])('%j', (sql, what, line, column) => {
    expect(failureOf(sql)).toMatchObject({
      code: 'migration-unreadable',
      message: `schema.sql:${String(line)}: a ${what} begins here and never ends`,
      location: { file: 'schema.sql', line, column },
    });
  });
});

describe('COPY … FROM stdin', () => {
  test('takes the lines up to the terminator, whatever they hold', () => {
    const data = "1\tit's; $$ -- /*\n\\.5\n2\t\\.\n";
    const found = splitStatements(`COPY players (id, name) FROM stdin; -- data\n${data}\\.\nSELECT 1;`);
    expect(found.map((statement) => statement.copyData)).toEqual([data, null]);
    expect(found[1]).toMatchObject({ text: 'SELECT 1', line: 6, column: 1 });
  });

  test('takes no lines at all, Windows line ends, and the end of the file', () => {
    expect(splitStatements('COPY players FROM STDIN;\n\\.\n')[0]?.copyData).toBe('');
    expect(splitStatements('COPY players FROM STDIN;\r\n1\r\n\\.\r\n')[0]?.copyData).toBe('1\r\n');
    expect(splitStatements('COPY players FROM STDIN WITH (FORMAT csv);\n1')[0]?.copyData).toBe('1');
    expect(splitStatements('COPY players FROM STDIN;')[0]?.copyData).toBe('');
  });

  test('is not COPY from a file, to stdout, or a column named stdin', () => {
    const sql = "COPY players FROM '/stdin'; COPY players TO stdout; COPY (SELECT a FROM stdin) TO stdout; SELECT 1";
    expect(splitStatements(sql).map((statement) => statement.copyData)).toEqual([null, null, null, null]);
  });

  test('fails where SQL follows on its line, because psql would read data first', () => {
    expect(failureOf('COPY players FROM stdin; SELECT 1;\n\\.\n').message).toContain('schema.sql:1: more SQL stands');
  });
});

describe('psql’s commands', () => {
  test('that change nothing are left out, in the middle of a statement too', () => {
    const sql =
      "\\restrict x1\n\\set ON_ERROR_STOP on\n\\pset format unaligned \\\\ SELECT 1;\n\\echo 'a;\\'b' \"c;\" \\d+ players\nSELECT\n\\timing on\n2;\\q\nSELECT 3";
    expect(texts(sql)).toEqual(['SELECT 1', 'SELECT\n \n2']);
  });

  test('that send the statement end it', () => {
    expect(texts('SELECT 1 \\g\nSELECT 2 \\; SELECT 3\n\\gx\n')).toEqual(['SELECT 1', 'SELECT 2', 'SELECT 3']);
  });

  test.each([
    'gexec',
    'gset',
    'copy players from x.csv',
    'if true',
    '!ls',
    'cd /',
    'r',
    'password',
    'i x.sql',
    'no_such',
    '.',
  ])('that cannot be followed fail with their place: \\%s', (command) => {
    const failure = failureOf(`SELECT 1;\n  \\${command}\n`);
    expect(failure.message).toMatch(/^schema\.sql:2: /);
    expect(failure.location).toEqual({ file: 'schema.sql', line: 2, column: 3 });
  });

  test('that set a variable are harmless until it is used', () => {
    expect(
      texts("\\set team 5\nSELECT 'a :team', 1::team, b[1:2], team := 1;\n\\unset team\nSELECT :team"),
    ).toHaveLength(2);
    expect(failureOf("\\set team 5\nSELECT\n:'team';").message).toBe(
      "schema.sql:3: :'team' is a variable that only psql fills in",
    );
  });

  test('that change to a second database fail, because the tables of two are no one schema', () => {
    expect(
      texts('\\connect postgres\n\\connect league\nSELECT 1;\n\\c -reuse-previous=on league\nSELECT 2;'),
    ).toHaveLength(2);
    expect(failureOf('\\c league\n\\c "other league"').message).toContain('other league after league');
  });

  test('that name another encoding fail', () => {
    expect(texts('\\encoding UTF8\nSELECT 1')).toHaveLength(1);
    expect(failureOf('\\encoding LATIN1').message).toContain('LATIN1');
  });
});
