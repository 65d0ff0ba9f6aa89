import {
  byCodeUnit,
  parseRelationId,
  partsOf,
  quoteIdentifier,
  quoteLiteral,
  type ConstantQuestion,
  type ConstantVerdict,
} from '@rowpact/model';
import { numberOf, textOf } from '../catalog/catalog-query.js';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { callsVolatile, readEvaluable } from './evaluable.js';

/** A question's key, and its answer. */
export type AnsweredConstant = readonly [key: string, verdict: ConstantVerdict];

/**
 * Asks PostgreSQL whether constants pass: each question's values are written as an INSERT writes them into a table that is like the relation,
 * with the check as its only constraint. All of it stands in a transaction that is rolled back, and while a value is computed nothing can
 * be written elsewhere. A check that needs a column without a value is not evaluated: NULL would let it pass.
 */
export async function answerConstants(
  database: EmbeddedDatabase,
  questions: readonly ConstantQuestion[],
): Promise<readonly AnsweredConstant[]> {
  if (questions.length === 0) return [];
  const evaluable = await readEvaluable(
    database,
    questions.flatMap(({ values }) => Object.values(values)),
  );
  const answers = new Map<ConstantQuestion, ConstantVerdict>();
  await database.exec('BEGIN');
  try {
    await database.exec('SAVEPOINT rowpact_question');
    for (const group of groupQuestions(questions)) {
      await answerGroup(database, group, evaluable, answers);
      await database.exec('ROLLBACK TO SAVEPOINT rowpact_question');
    }
  } finally {
    await database.exec('ROLLBACK');
  }
  return questions.map((question) => [question.key, answers.get(question) ?? UNSEEN] as const);
}

const UNSEEN: ConstantVerdict = { kind: 'not evaluated' };
const HOLDS: ConstantVerdict = { kind: 'holds' };

/** Questions about one relation, one check and the same columns. */
function groupQuestions(questions: readonly ConstantQuestion[]): readonly (readonly ConstantQuestion[])[] {
  const groups = new Map<string, ConstantQuestion[]>();
  for (const question of questions) {
    const key = JSON.stringify([question.relation, question.check, Object.keys(question.values).sort(byCodeUnit)]);
    const group = groups.get(key);
    if (group) group.push(question);
    else groups.set(key, [question]);
  }
  return [...groups.values()];
}

async function answerGroup(
  database: EmbeddedDatabase,
  group: readonly ConstantQuestion[],
  evaluable: ReadonlySet<string>,
  answers: Map<ConstantQuestion, ConstantVerdict>,
): Promise<void> {
  const [first] = group;
  if (!first) return;
  const table = await makeTable(database, first);
  if (table === null) return;
  for (const question of group) answers.set(question, await answerOne(database, table, question, evaluable));
}

/** A table like the relation. */
interface LikeTable {
  readonly name: string;
  /** Columns that the check reads, those behind generated ones among them. */
  readonly needed: ReadonlySet<string>;
}

const CONSTRAINT = 'rowpact check';

/** Makes the table; null where there is no such relation, or its check is none that a table can have (a subquery). */
async function makeTable(database: EmbeddedDatabase, question: ConstantQuestion): Promise<LikeTable | null> {
  const id = parseRelationId(question.relation);
  if (id === null) return null;
  const name = quoteIdentifier(partsOf(id).name);
  const made = await succeeds(database, `CREATE TEMPORARY TABLE pg_temp.${name} (LIKE ${id} INCLUDING GENERATED)`);
  if (!made) return null;
  await dropNotNulls(database, name);
  const needed = question.check === null ? new Set<string>() : await addCheck(database, name, question.check);
  if (needed === null) return null;
  await dropDomains(database, name, new Set([...needed, ...Object.keys(question.values)]));
  return { name, needed };
}

/** Puts the check on the table; answers the columns that it needs, null where it is none that could be asked. */
async function addCheck(database: EmbeddedDatabase, name: string, sql: string): Promise<ReadonlySet<string> | null> {
  // The check names types and functions with their schemas, and may name its own relation: as the table's own schema sees it.
  const check = `ALTER TABLE pg_temp.${name} ADD CONSTRAINT ${quoteIdentifier(CONSTRAINT)} CHECK (${sql}\n)`;
  if (!(await succeeds(database, check))) return null;
  if (await callsVolatile(database, `SELECT 1 FROM pg_temp.${name} WHERE (${sql}\n)`)) return null;
  return readNeeded(database, name);
}

async function succeeds(database: EmbeddedDatabase, sql: string): Promise<boolean> {
  await database.exec('SAVEPOINT rowpact_try');
  try {
    await database.exec(sql);
    return true;
  } catch (error) {
    if (sqlstateOf(error) === undefined) throw error;
    await database.exec('ROLLBACK TO SAVEPOINT rowpact_try');
    return false;
  }
}

/** `LIKE` takes NOT NULL over; what is asked is the check alone. */
async function dropNotNulls(database: EmbeddedDatabase, name: string): Promise<void> {
  const rows = await database.query(
    `SELECT a.attname::text AS column FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = ${regclass(name)} AND a.attnum > 0 AND a.attnotnull AND NOT a.attisdropped`,
  );
  const drops = rows.map((row) => `ALTER COLUMN ${quoteIdentifier(textOf(row, 'column'))} DROP NOT NULL`);
  if (drops.length > 0) await database.exec(`ALTER TABLE pg_temp.${name} ${drops.join(', ')}`);
}

/** A domain may refuse the NULL of a column that nobody asks about. */
async function dropDomains(database: EmbeddedDatabase, name: string, kept: ReadonlySet<string>): Promise<void> {
  const rows = await database.query(
    `SELECT a.attname::text AS column FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = ${regclass(name)} AND a.attnum > 0 AND NOT a.attisdropped AND t.typtype = 'd'`,
  );
  for (const column of rows.map((row) => textOf(row, 'column')))
    if (!kept.has(column))
      await database.exec(`ALTER TABLE pg_temp.${name} DROP COLUMN IF EXISTS ${quoteIdentifier(column)} CASCADE`);
}

function regclass(name: string): string {
  return `${quoteLiteral(`pg_temp.${name}`)}::regclass`;
}

/** Every column that the check's answer rests on; the whole row where the constraint names none that it could be told by. */
async function readNeeded(database: EmbeddedDatabase, name: string): Promise<ReadonlySet<string>> {
  const rows = await database.query(
    `WITH RECURSIVE needed(attnum) AS (
      SELECT pg_catalog.unnest(k.conkey) FROM pg_catalog.pg_constraint k WHERE k.conrelid = ${regclass(name)} AND k.contype = 'c'
      UNION
      SELECT d.refobjsubid::int2 FROM needed JOIN pg_catalog.pg_attrdef e ON e.adrelid = ${regclass(name)} AND e.adnum = needed.attnum
      JOIN pg_catalog.pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = e.oid
        AND d.refclassid = 'pg_class'::regclass AND d.refobjid = e.adrelid AND d.refobjsubid <> needed.attnum
    )
    SELECT a.attname::text AS column, (a.attgenerated <> '')::int::text AS generated, needed.attnum::text AS attnum
    FROM needed LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = ${regclass(name)} AND a.attnum = needed.attnum`,
  );
  const plain = rows.filter((row) => row['generated'] === '0' && numberOf(row, 'attnum') > 0);
  const needed = new Set(plain.map((row) => textOf(row, 'column')));
  // A check over the whole row needs all of it.
  return rows.some((row) => numberOf(row, 'attnum') <= 0) ? new Set([...needed, '']) : needed;
}

async function answerOne(
  database: EmbeddedDatabase,
  { name, needed }: LikeTable,
  { values }: ConstantQuestion,
  evaluable: ReadonlySet<string>,
): Promise<ConstantVerdict> {
  const columns = Object.keys(values);
  const isGiven = [...needed].every((column) => Object.hasOwn(values, column));
  if (!isGiven || !Object.values(values).every((value) => evaluable.has(value))) return UNSEEN;
  const target = `pg_temp.${name} (${columns.map(quoteIdentifier).join(', ')})`;
  const row = columns.map((column) => `${values[column] ?? ''}\n`).join(', ');
  const insert =
    columns.length === 0 ? `INSERT INTO pg_temp.${name} DEFAULT VALUES` : `INSERT INTO ${target} VALUES (${row})`;
  await database.exec('SAVEPOINT rowpact_value; SET LOCAL transaction_read_only = on');
  try {
    await database.exec(insert);
    return HOLDS;
  } catch (error) {
    return verdictOf(error);
  } finally {
    await database.exec('ROLLBACK TO SAVEPOINT rowpact_value');
  }
}

function verdictOf(error: unknown): ConstantVerdict {
  const sqlstate = sqlstateOf(error);
  // PGlite's error has the fields of the protocol
  const { constraint, message } = error as { readonly constraint?: string; readonly message?: string };
  if (sqlstate === undefined) throw error;
  if (sqlstate === '23514' && constraint === CONSTRAINT) return { kind: 'fails' };
  return { kind: 'refused', sqlstate, message: message ?? '' };
}

/** Undefined where the error is none of PostgreSQL's. */
function sqlstateOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
