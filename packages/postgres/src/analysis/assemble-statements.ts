import {
  byCodeUnit,
  type AnalysedStatement,
  type RefusedStatement,
  type ResultColumn,
  type StatementAnalysis,
} from '@rowpact/model';
import type { CatalogQuery } from '../catalog/catalog-query.js';
import type { ColumnShapes } from '../json-shape/draw-shapes.js';
import { ShapeFacts } from '../json-shape/shape-facts.js';
import type { RefusedAnswer } from './answer.js';
import type { Asked } from './ask-statements.js';
import { CatalogFacts } from './catalog-facts.js';
import { followUses } from './follow-uses.js';
import { mergeAccesses } from './merge-accesses.js';
import type { Reading } from './read-statement.js';
import { dimensionsOf, readResultTypes, typeOfColumn, type TypeNamer } from './result-types.js';
import { NOTHING_SURE, proveNulls, type StatementNulls } from './statement-nulls.js';
import { type ColumnLiterals, readLiterals } from './statement-literals.js';
import { readShapes, treesOf } from './statement-shapes.js';
import type { StatementPart } from './statement-parts.js';
import type { StatementToAnalyse } from './statement-to-analyse.js';

/** Puts the answers about the parts together, with what the catalog says of what they name. */
export async function assembleStatements(
  query: CatalogQuery,
  statements: readonly StatementToAnalyse[],
  parts: readonly StatementPart[],
  asked: ReadonlyMap<StatementPart, Asked>,
): Promise<readonly StatementAnalysis[]> {
  const readings = [...asked.values()].filter((one) => one.kind === 'read');
  const facts = new CatalogFacts(query);
  await facts.load(
    readings.map(({ uses }) => uses),
    readings.flatMap(typesIn),
  );
  const trees = treesOf(readings);
  const provenBy = new ShapeFacts(query);
  const context: Context = {
    facts,
    typeOf: await readResultTypes(query, readings, facts),
    constraints: await readConstraintNames(query, readings),
    nulls: await proveNulls(provenBy, trees),
    shapes: await readShapes(query, provenBy, trees),
    literals: await readLiterals(provenBy, trees),
  };
  const byStatement = statements.map((): StatementAnalysis[] => []);
  for (const part of parts) {
    const one = asked.get(part);
    if (one) byStatement[part.statement]?.push(assemble(one, part, context));
  }
  return byStatement.map(putTogether);
}

interface Context {
  readonly facts: CatalogFacts;
  readonly typeOf: TypeNamer;
  readonly constraints: ReadonlyMap<number, string>;
  readonly nulls: ReadonlyMap<Reading, StatementNulls>;
  readonly shapes: ReadonlyMap<Reading, ColumnShapes>;
  readonly literals: ReadonlyMap<Reading, ColumnLiterals>;
}

function typesIn({ parameters, columns }: Reading): readonly number[] {
  return [...parameters, ...columns.flatMap(({ type, declared }) => (declared === null ? [type] : [type, declared]))];
}

async function readConstraintNames(
  query: CatalogQuery,
  readings: readonly Reading[],
): Promise<ReadonlyMap<number, string>> {
  const oids = readings.flatMap(({ uses }) =>
    [...uses.writes.values()].flatMap(({ arbiter }) => arbiter?.constraint ?? []),
  );
  if (oids.every((oid) => oid === 0)) return new Map();
  const rows = await query(
    `select oid::text as oid, conname::text as name from pg_constraint where oid = any ('{${oids.join(',')}}'::oid[])`,
  );
  return new Map(rows.map((row) => [Number(row['oid']), String(row['name'])]));
}

function assemble(one: Asked, part: StatementPart, context: Context): StatementAnalysis {
  if (one.kind === 'refused') return refused(one, part.offset);
  const { facts, typeOf, constraints } = context;
  const { refusing } = nullsOf(one, context);
  const analysed: AnalysedStatement = {
    kind: 'analysed',
    command: one.command,
    parameters: one.parameters.map((type, at) => ({ type: typeOf(type, -1, 0), nullable: !refusing.has(at + 1) })),
    columns: one.columns.map((_, at) => columnOf(one, at, context)),
    ...followUses(one.uses, typesIn(one), facts, constraints),
  };
  return one.unseen.length === 0 ? analysed : { ...analysed, unseen: one.unseen };
}

function nullsOf(reading: Reading, { nulls }: Context): StatementNulls {
  return nulls.get(reading) ?? NOTHING_SURE;
}

function columnOf(reading: Reading, at: number, context: Context): ResultColumn {
  const { facts, typeOf } = context;
  const column = reading.columns[at];
  if (!column) throw new RangeError(`no column ${at}`);
  const relation = facts.relation(column.relation);
  const source = relation?.columns.get(column.attnum);
  const json = context.shapes.get(reading)?.get(at + 1);
  const literals = context.literals.get(reading)?.get(at + 1);
  return {
    name: column.name,
    type: typeOf(...typeOfColumn(column, facts), dimensionsOf(column, facts)),
    nullable: !nullsOf(reading, context).neverNull.has(at + 1),
    ...(json ? { json } : {}),
    ...(literals ? { literals } : {}),
    source: relation?.own && source ? { relation: relation.id, column: source.name } : null,
    wildcard: column.wildcard,
  };
}

function refused(answer: RefusedAnswer, offset: number): RefusedStatement {
  return { ...answer, offset: answer.offset === null ? null : answer.offset + offset, mentions: answer.mentions ?? [] };
}

/** A text of several commands is one statement of the consumer's: it fails with any of them, and answers what the last one does. */
function putTogether(parts: readonly StatementAnalysis[]): StatementAnalysis {
  const [first] = parts;
  if (!first) throw new TypeError('a statement without a part');
  if (parts.length === 1) return first;
  const refusedPart = parts.find((part) => part.kind === 'refused');
  if (refusedPart) return refusedPart;
  const analysed = parts.filter((part) => part.kind === 'analysed');
  if (analysed.some((part) => part.parameters.length > 0)) return SEVERAL_WITH_PARAMETERS;
  const main = analysed.filter((part) => part.command !== 'utility');
  return {
    kind: 'analysed',
    command: main.at(-1)?.command ?? 'utility',
    parameters: [],
    columns: analysed.filter((part) => part.columns.length > 0).at(-1)?.columns ?? [],
    relations: mergeAccesses(analysed.flatMap((part) => part.relations)),
    functions: [...new Set(analysed.flatMap((part) => part.functions))].sort(byCodeUnit),
    types: [...new Set(analysed.flatMap((part) => part.types))].sort(byCodeUnit),
    ...unseenOf(analysed.flatMap((part) => part.unseen ?? [])),
  };
}

function unseenOf(unseen: readonly string[]): Pick<AnalysedStatement, 'unseen'> {
  return unseen.length === 0 ? {} : { unseen: [...new Set(unseen)] };
}

/** What a server says to a text of several commands with parameters. */
const SEVERAL_WITH_PARAMETERS: RefusedStatement = {
  kind: 'refused',
  sqlstate: '42601',
  message: 'cannot insert multiple commands into a prepared statement',
  detail: null,
  hint: null,
  offset: null,
  mentions: [],
};
