import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { numberOf, textOf } from '../catalog/catalog-query.js';
import type { RefusedAnswer } from '../analysis/answer.js';
import { askEngine } from '../analysis/ask-engine.js';
import { ParseNode, type ParseValue } from '../analysis/parse-tree.js';
import { withTrees } from '../analysis/sessions.js';

/** What an expression calls, and whether it is one over nothing but itself. */
interface Expression {
  readonly isClosed: boolean;
  readonly functions: ReadonlySet<number>;
}

/**
 * Which of these expressions can be computed without harm: they read no table, take no parameter, and all their functions are immutable or
 * stable. One that
 * PostgreSQL refuses can be tried too: the refusal is the answer.
 */
export async function readEvaluable(
  database: EmbeddedDatabase,
  expressions: readonly string[],
): Promise<ReadonlySet<string>> {
  const texts = [...new Set(expressions)];
  const read = await withTrees(database, () =>
    askEngine(
      database,
      texts.map((text) => ({ text: `SELECT ${text}\n` })),
      (answer): Expression => (answer.kind === 'refused' ? refusedExpression(answer) : readExpression(answer.tree())),
    ),
  );
  const volatile = await readVolatile(database, new Set(read.flatMap(({ functions }) => [...functions])));
  return new Set(
    texts.filter((_, at) => {
      const expression = read[at];
      return expression?.isClosed && ![...expression.functions].some((oid) => volatile.has(oid));
    }),
  );
}

/** What names something that is not there, or is no expression: it would be another thing in the place of a value. */
const OTHER: ReadonlySet<string> = new Set(['42601', '42703', '42P01', '42P02', '54001']);

function refusedExpression({ sqlstate }: RefusedAnswer): Expression {
  return { isClosed: !OTHER.has(sqlstate), functions: new Set() };
}

/** Whether a query that PostgreSQL takes calls a volatile function. */
export async function callsVolatile(database: EmbeddedDatabase, text: string): Promise<boolean> {
  const [read] = await withTrees(database, () =>
    askEngine(database, [{ text }], (answer) => (answer.kind === 'refused' ? null : readExpression(answer.tree()))),
  );
  return !read || (await readVolatile(database, read.functions)).size > 0;
}

const OPEN_NODES: ReadonlySet<string> = new Set([
  ...['SUBLINK', 'VAR', 'PARAM', 'AGGREF', 'WINDOWFUNC', 'NEXTVALUEEXPR', 'SETTODEFAULT', 'RANGETBLENTRY'],
]);
const FUNCTION_FIELDS: ReadonlySet<ParseValue> = new Set(['funcid', 'opfuncid']);

function readExpression(tree: ParseValue): Expression {
  const functions = new Set<number>();
  let isClosed = tree instanceof ParseNode && tree.number('commandType') === 1 && tree.list('cteList').length === 0;
  if (tree instanceof ParseNode && tree.nodes('targetList').length !== 1) isClosed = false;
  const open: ParseValue[] = [tree];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (value instanceof ParseNode) {
      // A query without FROM has one entry of its own kind, without a table.
      if (OPEN_NODES.has(value.tag) && !(value.tag === 'RANGETBLENTRY' && value.number('rtekind') === RESULT))
        isClosed = false;
      if (value.is('funcretset') || value.is('opretset')) isClosed = false;
      for (let at = 0; at < value.fields.length; at += 2)
        if (FUNCTION_FIELDS.has(value.fields[at] ?? null)) functions.add(Number(value.fields[at + 1]));
      for (const field of value.fields) open.push(field);
    } else if (typeof value === 'object' && value !== null) {
      for (const entry of value) open.push(entry);
    }
  }
  return { isClosed, functions };
}

/** `RTE_RESULT` */
const RESULT = 8;

async function readVolatile(database: EmbeddedDatabase, oids: ReadonlySet<number>): Promise<ReadonlySet<number>> {
  if (oids.size === 0) return new Set();
  const rows = await database.query(
    `SELECT oid::text AS oid, provolatile::text AS volatility FROM pg_catalog.pg_proc WHERE oid = ANY ($1::oid[])`,
    [`{${[...oids].join(',')}}`],
  );
  return new Set(rows.filter((row) => textOf(row, 'volatility') === 'v').map((row) => numberOf(row, 'oid')));
}
