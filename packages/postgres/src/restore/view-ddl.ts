import { quoteIdentifier, type EnumType, type Relation, type TypeId } from '@rowpact/model';
import { printedNames } from './printed-names.js';
import { plainStep, type Step } from './restore-step.js';
import { standInValue } from './stand-in-values.js';

/** A view by its query, or with the same columns and no query where PostgreSQL refuses that. */
export function viewStep(view: Relation, enums: ReadonlyMap<TypeId, EnumType>): Step {
  const query = (view.definition ?? '').replace(/;\s*$/, '');
  const needs = printedNames(query);
  const loss = {
    of: view.id,
    text: `the ${view.kind} ${view.id} cannot be built: it has its columns and their types, but leads to no table`,
  };
  const missing = { of: view.id, text: `the ${view.kind} ${view.id} is missing` };
  const standIn = { ...plainStep(standInSql(view, enums), missing), makes: view.id, later: defaultSteps(view) };
  if (view.kind === 'materialized view') {
    // It cannot be replaced, so whoever stands in for it stays.
    const sql = `CREATE MATERIALIZED VIEW ${view.id} AS ${query} WITH NO DATA`;
    return { ...standIn, sql, needs, weaker: { step: standIn, loss } };
  }
  const replace: Step = {
    ...plainStep(`${dropTrigger(view)}CREATE OR REPLACE VIEW ${view.id} AS ${query}`, loss),
    needs,
  };
  const weaker = { step: { ...standIn, later: [...standIn.later, replace] }, loss: null };
  return { ...standIn, sql: `CREATE VIEW ${view.id} AS ${query}`, needs, weaker };
}

const STAND_IN_TRIGGER = 'rowpact_stand_in';

const TRIGGER_FUNCTION = 'pg_catalog.rowpact_write()';

/** Makes what `writeTrigger` calls, where it is no part of the schema. */
export function writeFunctionStep(): Step {
  const sql = `CREATE FUNCTION ${TRIGGER_FUNCTION} RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`;
  return plainStep(sql, { of: TRIGGER_FUNCTION, text: 'views that are written through triggers take no writes' });
}

/** Makes a view take any write; PostgreSQL otherwise refuses to analyse one. */
export function writeTrigger({ id }: Relation): string {
  return `CREATE TRIGGER ${STAND_IN_TRIGGER} INSTEAD OF INSERT OR UPDATE OR DELETE ON ${id}
    FOR EACH ROW EXECUTE FUNCTION ${TRIGGER_FUNCTION}`;
}

function dropTrigger(view: Relation): string {
  return isWritable(view) ? `DROP TRIGGER ${STAND_IN_TRIGGER} ON ${view.id}; ` : '';
}

function isWritable({ columns }: Relation): boolean {
  return columns.some(({ writable }) => writable);
}

function standInSql(view: Relation, enums: ReadonlyMap<TypeId, EnumType>): string {
  const columns = view.columns.map((column) => `${standInValue(column, enums)} AS ${quoteIdentifier(column.name)}`);
  const create = view.kind === 'view' ? 'VIEW' : 'MATERIALIZED VIEW';
  const sql = `CREATE ${create} ${view.id} AS SELECT ${columns.join(', ')} WHERE false`;
  if (view.kind === 'materialized view') return `${sql} WITH NO DATA`;
  return isWritable(view) ? `${sql}; ${writeTrigger(view)}` : sql;
}

/** The defaults of a table's or a view's columns; a view can have some of its own. */
export function defaultSteps(
  { id, columns }: Relation,
  isWanted: (expression: string) => boolean = () => true,
): readonly Step[] {
  return columns.flatMap(({ name, default: expression }) => {
    if (expression === null || !isWanted(expression)) return [];
    const column = quoteIdentifier(name);
    const sql = `ALTER TABLE ${id} ALTER COLUMN ${column} SET DEFAULT ${expression}`;
    const loss = { of: id, text: `the default of ${id}.${column} is not restored` };
    return [plainStep(sql, loss, new Set([id, ...printedNames(expression)]))];
  });
}
