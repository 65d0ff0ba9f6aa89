import type { Blind, Place, TableDeclaration } from '@rowpact/model';
import { ts } from 'ts-morph';
import { evaluate } from '../value/evaluate.js';
import { resultOfCall } from '../value/functions.js';
import { originOf } from '../value/origin.js';
import { fixedRun, knownText, textValue } from '../value/text.js';
import type { Scope, Value } from '../value/value.js';
import { columnsOfObject, type KeyedColumn, type KnownColumns } from './read-columns.js';
import { topScope } from './drizzle-scope.js';
import { columnsOfView } from './read-view.js';

/** What makes a table: one of Drizzle's functions, with the call that made the function itself where there is one. */
export interface Maker {
  readonly view: boolean;
  /** `pgSchema('stats')` or `pgTableCreator(name => …)`. */
  readonly made: {
    readonly kind: 'schema' | 'creator';
    readonly call: ts.CallExpression;
    readonly scope: Scope;
  } | null;
}

export type TableReading =
  { readonly kind: 'table'; readonly table: TableDeclaration } | { readonly kind: 'blind'; readonly blind: Blind };

const MAKERS =
  /^(?:pgTable(?:\.withRLS)?|pgView|pgMaterializedView|pgSchema\.\(\)\.(?:table|view|materializedView)|pgTableCreator\.\(\))$/;

/** Drizzle's function behind a callee; null for everything else. */
export function makerOf(callee: ts.Expression, scope: Scope): Maker | null {
  if (!ts.isIdentifier(callee) && !ts.isPropertyAccessExpression(callee)) return null;
  const origin = originOf(callee, scope.module, scope.graph);
  // People hand Drizzle on through packages of their own; its functions' names are nobody else's.
  if (origin?.kind !== 'package') return null;
  const path = origin.path.join('.');
  if (!MAKERS.test(path)) return null;
  const view = /view$/i.test(path);
  const { made } = origin;
  if (!path.includes('()') || made === undefined || !ts.isCallExpression(made.node)) return { view, made: null };
  const kind = path.startsWith('pgSchema') ? 'schema' : 'creator';
  return { view, made: { kind, call: made.node, scope: topScope(made.module, scope.graph) } };
}

/** The table that a call declares, and what of it is not known. */
export function readTable(call: ts.CallExpression, maker: Maker, scope: Scope, place: Place): readonly TableReading[] {
  const [first] = call.arguments;
  const given = first === undefined ? null : knownText(evaluate(first, scope));
  const name = given === null ? null : finalName(given, maker, call, scope);
  if (name === null) return [blind(place, `a table name comes from \`${first?.getText(scope.module.source) ?? ''}\``)];
  const schema = schemaOf(maker);
  if (schema === undefined) return [blind(place, `the schema of \`${name}\` comes from a value that is not known`)];
  const { columns, open } = columnsOf(call, maker, scope);
  const own = columns.map((column) => ({ name: column.name, location: column.location }));
  const table = { kind: 'table', table: { place, caller: 'drizzle', schema, table: name, columns: own } } as const;
  return open === null ? [table] : [table, blind(place, `columns of \`${name}\` come from ${open}`)];
}

function blind(place: Place, detail: string): TableReading {
  return {
    kind: 'blind',
    blind: { place, caller: 'drizzle', reason: 'dynamic fragment', detail, text: null, attempts: [] },
  };
}

function finalName(given: string, { made }: Maker, call: ts.CallExpression, scope: Scope): string | null {
  if (made?.kind !== 'creator') return given;
  const [customise] = made.call.arguments;
  const callee = customise === undefined ? null : evaluate(customise, made.scope);
  if (callee?.kind !== 'function') return null;
  const argument = textValue([fixedRun(given, call, scope.module)]);
  const result = resultOfCall(callee, [argument], call, scope, evaluate);
  return result === null ? null : knownText(result);
}

/** The schema that a table is in; null where none is said, undefined where it is not known which. */
function schemaOf({ made }: Maker): string | null | undefined {
  if (made?.kind !== 'schema') return null;
  const [name] = made.call.arguments;
  return (name === undefined ? null : knownText(evaluate(name, made.scope))) ?? undefined;
}

function columnsOf(call: ts.CallExpression, { view }: Maker, scope: Scope): KnownColumns {
  const [, second] = call.arguments;
  if (second === undefined) return view ? columnsOfView(call, scope, readTableColumns) : { columns: [], open: null };
  const object = columnsObject(second, call, scope);
  if (object?.kind !== 'object') {
    return { columns: [], open: `\`${second.getText(scope.module.source).slice(0, 60)}\`` };
  }
  return columnsOfObject(object, second, scope);
}

function columnsObject(node: ts.Expression, call: ts.CallExpression, scope: Scope): Value | null {
  const value = evaluate(node, scope);
  return value.kind === 'function' ? resultOfCall(value, [], call, scope, evaluate) : value;
}

/** The columns of the table that an expression stands for; null where it stands for none that is known. */
export function readTableColumns(node: ts.Expression, scope: Scope): readonly KeyedColumn[] | null {
  const value = evaluate(node, scope);
  if (value.kind !== 'unknown' || !ts.isCallExpression(value.node)) return null;
  const maker = makerOf(value.node.expression, value.scope);
  const read = maker === null ? null : columnsOf(value.node, maker, value.scope);
  return read?.open === null ? read.columns : null;
}
