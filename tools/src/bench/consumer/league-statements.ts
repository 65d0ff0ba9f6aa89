import { draw, pick } from '../producer/draw.js';
import type { LeagueTable } from '../producer/league-table.js';

/** A statement, and what of its rows the code around it reads. */
export interface LeagueStatement {
  readonly sql: string;
  readonly parameters: number;
  /** Columns that are read behind a wildcard; empty where the statement names what it answers, or answers nothing. */
  readonly reads: readonly string[];
  /** What it answers, in order; empty where it answers no rows. */
  readonly answers: readonly LeagueAnswer[];
  /** What its parameters are, in order: definitions of columns. */
  readonly takes: readonly string[];
}

/** A column of a result. */
export interface LeagueAnswer {
  readonly name: string;
  /** As it stands in CREATE TABLE. */
  readonly definition: string;
  /** Whether it may be NULL whatever its definition says: it comes from the far side of an outer join. */
  readonly optional: boolean;
}

/** Of a hundred statements: what each kind's share is. */
const KINDS: readonly (readonly [
  until: number,
  make: (table: LeagueTable, key: string, tables: readonly LeagueTable[]) => LeagueStatement,
])[] = [
  [4, wildcard],
  [40, select],
  [65, join],
  [80, insert],
  [95, update],
  [100, remove],
];

/** The statement of a key, always the same one for the same producer. */
export function leagueStatement(key: string, tables: readonly LeagueTable[]): LeagueStatement {
  const table = tables[draw(`${key} table`, tables.length)];
  const share = draw(`${key} kind`, 100);
  const kind = KINDS.find(([until]) => share < until);
  if (!table || !kind) throw new RangeError('a producer without tables');
  return kind[1](table, key, tables);
}

/** Columns that can be named in an INSERT or UPDATE. */
function plain({ columns }: LeagueTable): readonly string[] {
  return columns
    .filter(({ definition, name }) => !definition.includes('GENERATED') && name !== 'id')
    .map(({ name }) => name);
}

/** Columns without which an INSERT fails. */
function required(table: LeagueTable): readonly string[] {
  const names = new Set(plain(table));
  return table.columns
    .filter(({ definition }) => definition.includes('NOT NULL') && !definition.includes('DEFAULT'))
    .map(({ name }) => name)
    .filter((name) => names.has(name));
}

function some(names: readonly string[], key: string, count: number): readonly string[] {
  const from = draw(`${key} columns`, Math.max(1, names.length - count));
  return names.slice(from, from + count);
}

function all({ columns }: LeagueTable): readonly string[] {
  return columns.map(({ name }) => name);
}

function answersOf(table: LeagueTable, names: readonly string[]): readonly LeagueAnswer[] {
  return names.map((name) => ({ name, definition: definitionOf(table, name), optional: false }));
}

function definitionOf({ name: table, columns }: LeagueTable, column: string): string {
  const found = columns.find(({ name }) => name === column);
  if (!found) throw new RangeError(`${table} has no column ${column}`);
  return found.definition;
}

function wildcard(table: LeagueTable, key: string): LeagueStatement {
  const sql = `SELECT t.*\n      FROM ${table.name} t\n     WHERE t.code = $1 -- ${key}`;
  const takes = [definitionOf(table, 'code')];
  return { sql, parameters: 1, reads: some(all(table), key, 4), answers: answersOf(table, all(table)), takes };
}

function select(table: LeagueTable, key: string): LeagueStatement {
  const names = some(all(table), key, 4);
  const columns = names.join(', ');
  const order = pick(`${key} order`, ['created_at DESC', 'code', 'amount, code']);
  const sql = `SELECT ${columns}\n      FROM ${table.name}\n     WHERE code = $1 AND amount > $2\n     ORDER BY ${order}\n     LIMIT ${draw(key, 90) + 10}`;
  const takes = ['code', 'amount'].map((name) => definitionOf(table, name));
  return { sql, parameters: 2, reads: [], answers: answersOf(table, names), takes };
}

function join(table: LeagueTable, key: string, tables: readonly LeagueTable[]): LeagueStatement {
  const reference = table.references[0];
  const parent = tables.find(({ name }) => name === reference?.table);
  if (!reference || !parent) return select(table, key);
  const names = some(all(table), key, 3);
  const own = names.map((name) => `t.${name}`);
  const sql = `SELECT ${own.join(', ')}, p.code AS parent_code, count(*) OVER () AS found_in_all\n      FROM ${table.name} t\n      LEFT JOIN ${parent.name} p ON p.id = t.${reference.column}\n     WHERE t.created_at >= now() - interval '${draw(key, 90) + 1} days'\n       AND p.amount BETWEEN $1 AND $2`;
  const answers = [
    ...answersOf(table, names),
    { name: 'parent_code', definition: definitionOf(parent, 'code'), optional: true },
    { name: 'found_in_all', definition: 'bigint NOT NULL', optional: false },
  ];
  const amount = definitionOf(parent, 'amount');
  return { sql, parameters: 2, reads: [], answers, takes: [amount, amount] };
}

function insert(table: LeagueTable, key: string): LeagueStatement {
  const columns = [...new Set(['code', 'amount', ...required(table), ...some(plain(table), key, 3)])];
  const values = columns.map((_, at) => `$${at + 1}`);
  const sql = `INSERT INTO ${table.name} (${columns.join(', ')})\n    VALUES (${values.join(', ')})\n    RETURNING id`;
  const takes = columns.map((name) => definitionOf(table, name));
  return { sql, parameters: columns.length, reads: [], answers: answersOf(table, ['id']), takes };
}

function update(table: LeagueTable, key: string): LeagueStatement {
  const names = plain(table).filter((name) => name !== 'updated_at');
  const columns = some(names, key, 2);
  const sets = [...columns.map((name, at) => `${name} = $${at + 2}`), 'updated_at = now()'];
  const sql = `UPDATE ${table.name}\n       SET ${sets.join(', ')}\n     WHERE code = $1 AND amount < ${draw(key, 900) + 100}`;
  const takes = ['code', ...columns].map((name) => definitionOf(table, name));
  return { sql, parameters: columns.length + 1, reads: [], answers: [], takes };
}

function remove(table: LeagueTable, key: string): LeagueStatement {
  return {
    sql: `DELETE FROM ${table.name} WHERE code = $1 AND created_at < now() - interval '${draw(key, 300) + 30} days'`,
    parameters: 1,
    reads: [],
    answers: [],
    takes: [definitionOf(table, 'code')],
  };
}
