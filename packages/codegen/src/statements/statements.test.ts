import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { AnalysedStatement, JsonShape, ResultColumn, StatementParameter } from '@rowpact/model';
import { format } from 'prettier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtinType, contractOn, enumType, ownType, snapshotOf } from '../testing/league.js';
import { generateStatements } from './generate-statements.js';
import type { NamedRow, StatementText } from './typed-statement.js';

const INT = builtinType('int4');
const TEXT = builtinType('text');

function result(name: string, given: Partial<ResultColumn> = {}): ResultColumn {
  return { name, type: INT, nullable: false, source: null, wildcard: false, ...given };
}

function parameter(type = INT, nullable = true): StatementParameter {
  return { type, nullable };
}

function typed(
  text: string,
  columns: readonly ResultColumn[],
  parameters: readonly StatementParameter[] = [],
  command: AnalysedStatement['command'] = 'select',
): StatementText {
  const statement = {
    kind: 'analysed',
    command,
    parameters,
    columns,
    relations: [],
    functions: [],
    types: [],
  } as const;
  return { text, verdict: { kind: 'typed', statement } };
}

const DROPPED = 'column players.team_id was dropped by migration 019; use player_teams.team_id';
const NO_VALUE: JsonShape = { kind: 'union', nullable: false, members: [] };
const players: JsonShape = {
  ...{ kind: 'array', nullable: false },
  element: {
    ...{ kind: 'object', nullable: false },
    properties: [
      { name: 'id', always: true, value: { kind: 'scalar', nullable: false, type: INT } },
      { name: 'nick name', always: false, value: { kind: 'scalar', nullable: true, type: TEXT } },
      { name: 'rest', always: true, value: { kind: 'unknown' } },
      { name: 'none', always: true, value: { kind: 'map', nullable: false, value: NO_VALUE } },
      { name: 'empty', always: true, value: { kind: 'array', nullable: false, element: NO_VALUE } },
    ],
  },
};

const texts: readonly StatementText[] = [
  typed(
    'SELECT id, name FROM players WHERE id = $1',
    [result('id'), result('name', { type: TEXT, nullable: true })],
    [parameter()],
  ),
  typed('SELECT 1 AS one', [result('one')]),
  typed('SELECT *\n  FROM teams', [result('id')]),
  typed('INSERT INTO t (a, b) VALUES ($1, $2)', [], [parameter(TEXT, false), parameter()], 'insert'),
  typed('SELECT status FROM players', [result('status', { type: ownType('status', 'enum') })]),
  typed('SELECT roster', [result('roster', { type: builtinType('jsonb'), nullable: true, json: players })]),
  typed('SELECT a.id, b.id', [result('id', { nullable: true }), result('id', { type: TEXT })]),
  typed('EXPLAIN SELECT 1', [], [], 'utility'),
  { text: 'BEGIN; COMMIT', verdict: { kind: 'any' } },
  { text: 'SELECT team_id FROM players', verdict: { kind: 'refused', message: DROPPED, unseenAt: [] } },
  {
    text: 'INSERT INTO players (team_id) VALUES ($1)',
    verdict: { kind: 'refused', message: DROPPED, unseenAt: [{ file: 'src/fire.ts', line: 12, column: 3 }] },
  },
];

// What follows ✗ in a line must be in the only error of that line; every other line must have none.
const CALLS = String.raw`
import pg from 'pg';
import type { Pool, PoolClient, Client, QueryResult } from 'pg';
import { sql, type Params, type Row, type SqlText } from './statements.js';
declare const pool: Pool;
declare const client: Client;
declare const lent: PoolClient;
declare const someValues: any[];
declare const anything: any;
declare const nothingKnown: unknown;
declare const text: string;
declare const id: number;
declare const perhaps: number | undefined;
declare const flag: boolean;
interface Wrong { id: number; name: string }
interface Right { id: number; name: string | null }
const PLAYER = 'SELECT id, name FROM players WHERE id = $1';
const TABLE = 'teams';
export async function calls() {
  const one = await pool.query(PLAYER, [id]);
  one.rows[0]!.name.length; // ✗ possibly 'null'
  const [first] = (await client.query(PLAYER, [1])).rows;
  first?.id.toFixed();
  first?.title; // ✗ Property 'title' does not exist
  (await lent.query('SELECT 1 AS one')).rows[0]!.two; // ✗ Property 'two' does not exist
  const { rows: teams } = await pool.query(${'`'}SELECT *
  FROM teams${'`'});
  teams[0]!.id.toFixed();
  (await pool.query(${'`'}SELECT *\n  FROM ${'${TABLE}'}${'`'})).rows[0]!.idd; // ✗ Property 'idd' does not exist
  (await pool.query('SELECT status FROM players')).rows[0]!.status === 'gone'; // ✗ no overlap
  const { roster } = (await pool.query('SELECT roster')).rows[0]!;
  roster?.[0]!.id.toFixed();
  roster?.[0]!['nick name']?.length;
  roster[0]; // ✗ possibly 'null'
  (await pool.query('SELECT a.id, b.id')).rows[0]!.id.length;

  await pool.query(PLAYER, [true]); // ✗ "these values are not what the statement takes"
  await pool.query(PLAYER, [1, 2]); // ✗ "these values are not what the statement takes"
  await pool.query(PLAYER); // ✗ "these values are not what the statement takes"
  await pool.query('INSERT INTO t (a, b) VALUES ($1, $2)', [null, 1]); // ✗ "these values are not what the statement takes"
  await pool.query('INSERT INTO t (a, b) VALUES ($1, $2)', ['a', perhaps]);
  await pool.query(PLAYER, [nothingKnown]); // ✗ "these values are not what the statement takes"
  await pool.query(PLAYER, [text]); // ✗ "these values are not what the statement takes"
  await pool.query(PLAYER, someValues);
  await pool.query(PLAYER, anything);
  await pool.query(PLAYER, [anything]);
  await pool.query(PLAYER, [...someValues]);
  (await pool.query('INSERT INTO t (a, b) VALUES ($1, $2)', ['a', null])).rows[0]!.id; // ✗ on type 'never'
  (await pool.query('EXPLAIN SELECT 1')).rows[0].plan;
  (await pool.query('BEGIN; COMMIT')).rows[0].x;

  const { rows } = await pool.query('SELECT team_id FROM players'); // ✗ column players.team_id was dropped by migration 019; use player_teams.team_id
  rows[0].team_id;
  await pool.query('INSERT INTO players (team_id) VALUES ($1)', [1]); // ✗ column players.team_id was dropped by migration 019
  await pool.query(${'`'}SELECT new FROM players${'`'}); // ✗ rowpact does not know this statement yet
  await pool.query(${'`'}SELECT new FROM players WHERE id = $1${'`'}, [1]); // ✗ rowpact does not know this statement yet
  await pool.query({ text: 'SELECT new FROM players' }); // ✗ rowpact does not know this statement yet
  void pool.query('SELECT team_id FROM players').then((_result) => 1); // ✗ column players.team_id was dropped
  (await Promise.all([pool.query('SELECT team_id FROM players')]))[0].rows; // ✗ column players.team_id was dropped

  (await pool.query({ text: PLAYER, values: [1] })).rows[0]!.nam; // ✗ Property 'nam' does not exist
  (await pool.query({ text: PLAYER, name: 'player', values: [1] })).rows[0]!.id.toFixed();
  await pool.query({ text: PLAYER, values: [true] }); // ✗ "these values are not what the statement takes"
  await pool.query({ text: PLAYER }); // ✗ "these values are not what the statement takes"
  (await pool.query({ text: PLAYER, values: [1], rowMode: 'array' })).rows[0]![0].anything;

  (await pool.query<Wrong>(PLAYER, [1])).rows; // ✗ "the rows of this statement are not of the type that is given"
  (await pool.query<Right>(PLAYER, [1])).rows[0]!.name?.length;
  (await pool.query<any>(PLAYER, [1])).rows[0].anything;
  (await pool.query<Right>(text, someValues)).rows[0]!.id.toFixed();
  (await pool.query(text, someValues)).rows[0].anything;
  (await pool.query(text)).rows[0].anything;
  (await pool.query(${'`'}SELECT x FROM t WHERE id = ${'${id}'}${'`'})).rows[0].anything;
  const declared: QueryResult<Right> = await pool.query(text);
  (await pool.query(flag ? 'SELECT 1 AS one' : 'SELECT *\n  FROM teams')).rows[0]!.one; // ✗ Property 'one' does not exist

  pool.query('SELECT 1 AS one', (_error, result) => {
    result.rows[0]!.two; // ✗ Property 'two' does not exist
  });
  pool.query(PLAYER, [1], (_error, result) => {
    result.rows[0]!.two; // ✗ Property 'two' does not exist
  });
  pool.query('SELECT team_id FROM players', (_error, result) => {
    result.rows; // ✗ column players.team_id was dropped
  });
  pool.query(new pg.Query('SELECT 1'));

  const query = sql('SELECT id, name FROM players WHERE id = $1');
  (await pool.query(query, [1])).rows[0]!.nam; // ✗ Property 'nam' does not exist
  const row: Row<typeof query> = { id: 1, name: null };
  const params: Params<typeof query> = [1];
  sql('SELECT team_id FROM players'); // ✗ column players.team_id was dropped by migration 019
  sql('SELECT what'); // ✗ rowpact does not know this statement yet
  (await many('SELECT 1 AS one', [])).map(({ two }) => two); // ✗ Property 'two' does not exist
  return [declared, row, params];
}
export const returned = async () => { // ✗ column players.team_id was dropped
  return pool.query('SELECT team_id FROM players');
};
declare function many<Text extends SqlText>(text: Text, values: Params<Text>): Promise<Row<Text>[]>;
`;

const require = createRequire(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'rowpact-statements-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const snapshot = snapshotOf([], { enums: [enumType('status', ['active', 'retired'])] });
const contract = contractOn([], { statements: true });

describe('the module of statements', () => {
  const module = generateStatements(contract, snapshot, [], texts, true);

  beforeAll(() => {
    // As an ES module and as CommonJS: the types of pg have an entry for each, and the classes in one of them only.
    for (const type of ['module', 'commonjs']) prepare(join(folder, type), type);
  });

  it.each([
    ['typescript-5.4', 'module'],
    ['typescript-5.9', 'module'],
    ['typescript', 'module'],
    ['typescript', 'commonjs'],
    ['typescript-7', 'module'],
    ['typescript-7', 'commonjs'],
  ])('types the calls of pg with %s in a package of type %s', async (compiler, type) => {
    const errors = await compile(compiler, join(folder, type));
    const wanted = CALLS.split('\n').flatMap((line, index) => {
      const [, message] = line.split('// ✗ ');
      return message === undefined ? [] : [[index + 1, message] as const];
    });
    const refusal = `Type 'SqlProblem<"src/fire.ts:12: ${DROPPED}">' does not satisfy the constraint 'never'.`;
    expect(errors.filter(({ file }) => file === 'statements.ts').map(({ message }) => message)).toEqual([
      expect.stringContaining(refusal),
    ]);
    const found = new Map<number, string>();
    for (const { file, line, message } of errors)
      if (file === 'calls.ts') found.set(line, `${found.get(line) ?? ''}${message}`);
    expect([...found.keys()].sort((a, b) => a - b)).toEqual(wanted.map(([line]) => line));
    for (const [line, message] of wanted)
      expect(found.get(line)?.replaceAll("'", '"')).toContain(message.replaceAll("'", '"'));
  });

  it('has a type for JSON that holds no value', () => {
    expect(module).toContain('none: { [key: string]: never }; empty: never[] }');
  });

  it('has unions of what statements write themselves, where the contract asks for literals', () => {
    const kind = result('kind', { type: TEXT, nullable: true, literals: ['it"s', 'team'] });
    const own = [typed('SELECT kind', [kind])];
    const generate = contract.generate;
    if (!generate) throw new Error('no generate');
    const narrow = { ...contract, generate: { ...generate, literals: true } };
    expect(generateStatements(narrow, snapshot, [], own, false)).toContain(`kind: 'it"s' | "team" | null;`);
    expect(generateStatements(contract, snapshot, [], own, false)).toContain('kind: string | null;');
    const types = [{ target: TEXT.id, type: 'symbol', write: null, import: null }];
    const overridden = { ...contract, generate: { ...narrow.generate, types } };
    expect(generateStatements(overridden, snapshot, [], own, false)).toContain('kind: symbol | null;');
  });

  it('declares the rows that calls name', () => {
    const statement = (columns: readonly ResultColumn[]): AnalysedStatement => {
      const { verdict } = typed('', columns);
      if (verdict.kind !== 'typed') throw new Error('not typed');
      return verdict.statement;
    };
    const name = (nullable: boolean): ResultColumn => result('name', { type: TEXT, nullable });
    const row = (rowName: string, verdict: NamedRow['verdict']): NamedRow => {
      return { name: rowName, readBy: ['`load` in src/load.ts'], verdict };
    };
    const rows = [
      row('TwoRow', { kind: 'typed', statements: [statement([result('id')]), statement([name(false)])] }),
      row('BranchRow', {
        kind: 'typed',
        statements: [name(false), name(true), name(false)].map((one) => statement([one])),
      }),
      row('NothingRow', { kind: 'typed', statements: [statement([])] }),
      row('GoneRow', { kind: 'refused', message: DROPPED }),
      { ...row('UnknownRow', { kind: 'any' }), readBy: ['src/a.ts', 'src/b.ts'] },
    ];
    const refused = [{ file: 'src/b.ts', line: 1, message: DROPPED }];
    const written = generateStatements(contract, snapshot, [], [], false, { rows, refused });
    const declared = [...written.matchAll(/^\/\*\* A row that .* reads?\. .*\n.*\n(?:.*\n)*?.*;\n$/gm)]
      .map(([text]) => text)
      .join('');
    expect(declared).toMatchInlineSnapshot(`
      "/** A row that \`load\` in src/load.ts reads. */
      // prettier-ignore
      export type BranchRow = {
        name: string | null;
      };
      /** A row that \`load\` in src/load.ts reads. */
      // prettier-ignore
      export type GoneRow = [SqlProblem<"column players.team_id was dropped by migration 019; use player_teams.team_id">][0];
      /** A row that \`load\` in src/load.ts reads. */
      // prettier-ignore
      export type NothingRow = never;
      /** A row that \`load\` in src/load.ts reads. */
      // prettier-ignore
      export type TwoRow = {
        id: number;
      } | {
        name: string;
      };
      /** A row that src/a.ts and src/b.ts read. */
      // prettier-ignore
      export type UnknownRow = any;
      "
    `);
    expect(written).toContain(`RefusedAt<SqlProblem<"src/b.ts:1: ${DROPPED}">>`);
    expect(generateStatements(contract, snapshot, [], [], false, { rows: [...rows].reverse(), refused })).toBe(written);
  });

  it('is laid out as prettier does it', async () => {
    expect(await format(module, { parser: 'typescript' })).toBe(module);
  });

  it('is the same whatever the order of the texts', () => {
    expect(generateStatements(contract, snapshot, [], [...texts].reverse(), true)).toBe(module);
  });

  it('speaks of no driver where none of the statements goes through pg', () => {
    const plain = generateStatements(contract, snapshot, [], texts, false);
    expect(plain).not.toContain('"pg"');
    expect(plain).toContain('export function sql');
  });
});

function prepare(project: string, type: string): void {
  mkdirSync(project);
  const packages = join(dirname(require.resolve('@types/node/package.json')), '..', '..');
  symlinkSync(packages, join(project, 'node_modules'), 'junction');
  writeFileSync(join(project, 'package.json'), JSON.stringify({ type }));
  writeFileSync(join(project, 'statements.ts'), generateStatements(contract, snapshot, [], texts, true));
  writeFileSync(join(project, 'calls.ts'), CALLS);
  const compilerOptions = {
    ...{ target: 'es2022', lib: ['es2022'], module: 'nodenext', moduleResolution: 'nodenext', strict: true },
    ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, esModuleInterop: true },
    ...{ noUnusedLocals: true, noUnusedParameters: true, isolatedModules: true, skipLibCheck: true, noEmit: true },
    ...{ types: ['node'], ...(type === 'module' && { verbatimModuleSyntax: true }) },
  };
  const files = ['statements.ts', 'calls.ts'];
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
}

interface CompilerError {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

async function compile(compiler: string, project: string): Promise<readonly CompilerError[]> {
  const binary = join(dirname(require.resolve(`${compiler}/package.json`)), 'bin/tsc');
  const args = [binary, '-p', project, '--pretty', 'false'];
  const output = await promisify(execFile)(process.execPath, args, { cwd: project }).then(
    () => '',
    (error: unknown) => (error as { readonly stdout: string }).stdout,
  );
  // Lines that go on with a message are indented.
  return [...output.matchAll(/^(\S+?)\((\d+),\d+\): error (.*(?:\n .*)*)/gm)].map(
    ([, file = '', line, message = '']) => ({
      ...{ file, line: Number(line), message },
    }),
  );
}
