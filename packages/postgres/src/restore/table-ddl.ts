import { quoteIdentifier, type Column, type Relation, type TypeRef } from '@rowpact/model';
import { printedNames } from './printed-names.js';
import { plainStep, type Step } from './restore-step.js';
import { defaultSteps } from './view-ddl.js';
import { isNotValid, typeSql } from './type-ddl.js';

/** What the rest of the snapshot says about a table's columns. */
export interface TableFacts {
  /** Whether a type refuses NULL by itself. */
  readonly refusesNull: (type: TypeRef) => boolean;
  /** Columns that the table has to refuse NULL in because it inherits from a primary key. */
  readonly keyColumns: ReadonlySet<string>;
  /** Columns whose identity comes with their partitioned parent. */
  readonly parentIdentities: ReadonlySet<string>;
  /** Names of relations, indexes and types in the table's schema. */
  readonly takenNames: ReadonlySet<string>;
}

/**
 * A table by itself, with columns in their own order: parents are joined later, since a child made from its parents would
 * order its columns by theirs. Where PostgreSQL refuses it, its expressions follow one by one, then its keys too.
 */
export function tableStep(table: Relation, facts: TableFacts): Step {
  const naked = {
    ...formOf(table, facts, { hasKeys: false, isInline: () => false }),
    weaker: unpartitioned(table, facts),
  };
  const bare = formOf(table, facts, { hasKeys: true, isInline: () => false });
  const weaker = { step: { ...bare, weaker: { step: naked, loss: null } }, loss: null };
  return { ...formOf(table, facts, { hasKeys: true, isInline: () => true }), weaker };
}

/** A partition key can call what is not there. */
function unpartitioned(table: Relation, facts: TableFacts): Step['weaker'] {
  if (table.partitionKey === null) return null;
  const step = formOf({ ...table, partitionKey: null }, facts, { hasKeys: false, isInline: () => false });
  return { step, loss: { of: table.id, text: `${table.id} is not partitioned` } };
}

/** The table without those expressions that need what is not made yet. */
export function tableStepWithout(
  table: Relation,
  facts: TableFacts,
  isMade: (names: ReadonlySet<string>) => boolean,
): Step {
  const form = formOf(table, facts, { hasKeys: true, isInline: (text) => isMade(printedNames(text)) });
  return { ...form, weaker: tableStep(table, facts).weaker };
}

/** What every form of a table needs. */
export function alwaysNeeded(table: Relation): ReadonlySet<string> {
  return new Set([...table.columns.map(({ type }) => type.id), ...printedNames(table.partitionKey)]);
}

/** How much of a table is made at once. */
interface TableForm {
  readonly hasKeys: boolean;
  /** Whether an expression or definition is part of the table's own statement. */
  readonly isInline: (text: string) => boolean;
}

function formOf(table: Relation, facts: TableFacts, { hasKeys, isInline }: TableForm): Step {
  const isNow = ({ definition, isKey }: TableConstraint): boolean =>
    !isNotValid(definition) && (isKey ? hasKeys : isInline(definition));
  const constraints = constraintsOf(table);
  const now = constraints.filter(isNow);
  const inlined = [...expressionsOf(table).filter(isInline), ...now.map(({ definition }) => definition)];
  const sql = createTable(table, facts, now, isInline);
  const loss = { of: table.id, text: `the ${table.kind} ${table.id} is missing` };
  return {
    ...plainStep(sql, loss, new Set([...alwaysNeeded(table), ...printedNames(...inlined)])),
    makes: table.id,
    later: [
      ...defaultSteps(table, (text) => !isInline(text)),
      ...generationSteps(table, (text) => !isInline(text)),
      ...constraints.filter((each) => !isNow(each)).map((each) => addConstraint(table, each)),
    ],
  };
}

/** Everything in a table that PostgreSQL may have to call something for. */
export function expressionTexts(table: Relation): readonly string[] {
  return [...expressionsOf(table), ...[...table.checks, ...table.exclusions].map(({ definition }) => definition)];
}

function expressionsOf({ columns }: Relation): readonly string[] {
  return columns.flatMap((column) => column.default ?? column.generated?.expression ?? []);
}

interface TableConstraint {
  readonly name: string;
  readonly definition: string;
  readonly isKey: boolean;
}

function constraintsOf(table: Relation): readonly TableConstraint[] {
  const keys = [...(table.primaryKey === null ? [] : [table.primaryKey]), ...table.uniques];
  return [
    ...keys.map(({ name, definition }) => ({ name, definition, isKey: true })),
    ...[...table.checks, ...table.exclusions].map(({ name, definition }) => ({ name, definition, isKey: false })),
  ];
}

function addConstraint({ id }: Relation, { name, definition }: TableConstraint): Step {
  const loss = { of: id, text: `the constraint ${quoteIdentifier(name)} of ${id} is not restored` };
  const sql = `ALTER TABLE ${id} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`;
  return plainStep(sql, loss, new Set([id, ...printedNames(definition)]));
}

function createTable(
  table: Relation,
  facts: TableFacts,
  constraints: readonly TableConstraint[],
  isInline: TableForm['isInline'],
): string {
  const lines = [
    ...table.columns.map((column) => columnSql(table, column, facts, isInline)),
    ...constraints.map(({ name, definition }) => `CONSTRAINT ${quoteIdentifier(name)} ${definition}`),
  ];
  const partitioned = table.partitionKey === null ? '' : ` PARTITION BY ${table.partitionKey}`;
  return `CREATE TABLE ${table.id} (\n${lines.join(',\n')}\n)${partitioned}`;
}

function columnSql(table: Relation, column: Column, facts: TableFacts, isInline: TableForm['isInline']): string {
  const parts = [quoteIdentifier(column.name), typeSql(column.type)];
  if (column.generated !== null) {
    // A stand-in keeps the column from being written to until its own expression can be set.
    const { expression: own } = column.generated;
    const expression = isInline(own) ? own : `NULL::${column.type.display}`;
    parts.push(`GENERATED ALWAYS AS (${expression}) ${column.generated.kind.toUpperCase()}`);
  } else if (column.default !== null && isInline(column.default)) parts.push(`DEFAULT ${column.default}`);
  if (refusesNull(column, facts)) parts.push(notNull(table, column));
  if (column.identity !== null && !facts.parentIdentities.has(column.name)) {
    parts.push(`GENERATED ${column.identity.toUpperCase()} AS IDENTITY${sequenceName(table, column, facts)}`);
  }
  return parts.join(' ');
}

function refusesNull(column: Column, facts: TableFacts): boolean {
  if (facts.keyColumns.has(column.name)) return true;
  return !column.nullable && !facts.refusesNull(column.type);
}

/** The name that PostgreSQL would choose may be that of one of the table's own constraints. */
function notNull(table: Relation, column: Column): string {
  const chosen = `${table.name}_${column.name}_not_null`;
  const taken = [...constraintsOf(table), ...table.foreignKeys].some(({ name }) => name === chosen);
  return taken ? `CONSTRAINT ${quoteIdentifier(`rowpact_${column.name}`)} NOT NULL` : 'NOT NULL';
}

/** The name that PostgreSQL would choose may be that of a relation which is made later. */
function sequenceName(table: Relation, column: Column, { takenNames }: TableFacts): string {
  const chosen = `${table.name}_${column.name}_seq`;
  if (!takenNames.has(chosen)) return '';
  let name = chosen;
  for (let number = 1; takenNames.has(name); number += 1) name = `rowpact_${String(number)}_seq_${column.name}`;
  return ` (SEQUENCE NAME ${quoteIdentifier(table.schema)}.${quoteIdentifier(name)})`;
}

function generationSteps({ id, columns }: Relation, isWanted: TableForm['isInline']): readonly Step[] {
  return columns.flatMap(({ name, generated }) => {
    if (generated === null || !isWanted(generated.expression)) return [];
    const column = quoteIdentifier(name);
    const sql = `ALTER TABLE ${id} ALTER COLUMN ${column} SET EXPRESSION AS (${generated.expression})`;
    const loss = { of: id, text: `the expression of the generated column ${id}.${column} is not restored` };
    return [plainStep(sql, loss, new Set([id, ...printedNames(generated.expression)]))];
  });
}
