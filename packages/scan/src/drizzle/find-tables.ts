import type { Blind, TableDeclaration } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { FindContext, FindInModule, SourceModule } from '../module/source-module.js';
import { evaluate } from '../value/evaluate.js';
import { originOf } from '../value/origin.js';
import type { Scope } from '../value/value.js';
import { topScope } from './drizzle-scope.js';
import { locateWithin } from './locate.js';
import { makerOf, readTable, type TableReading } from './read-table.js';

const SIGNS = /drizzle-orm|\bpg(?:Table|View|MaterializedView|Schema)/;

/**
 * Finds the tables and views that are declared for Drizzle. Its query builder names every declared column in a SELECT without fields,
 * in `findMany`, in RETURNING and in an INSERT (with `default` for what is left out): the declaration is the use, of reading and
 * writing all its columns, wherever and however often the table is used. So no statement is made of the builder's calls.
 */
export const findDrizzle: FindInModule = (module, context) => {
  const tables: TableDeclaration[] = [];
  const blinds: Blind[] = [];
  if (SIGNS.test(module.source.text)) {
    for (const reading of readings(module, context)) {
      if (reading.kind === 'table') tables.push(reading.table);
      else blinds.push(reading.blind);
    }
  }
  return { statements: [], blinds, texts: [], tables };
};

function readings(module: SourceModule, { graph }: FindContext): readonly TableReading[] {
  const scope = topScope(module, graph);
  const found: { readonly node: ts.Node; readonly readings: readonly TableReading[] }[] = [];
  const factories = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) found.push({ node, readings: readCall(node, scope, factories) });
    ts.forEachChild(node, visit);
  };
  visit(module.source);
  // What a factory makes is known where it is called; what it would make of nothing known is no table then.
  return found.flatMap((each) =>
    factories.has(each.node) ? each.readings.filter(({ kind }) => kind === 'table') : each.readings,
  );
}

function readCall(node: ts.CallExpression, scope: Scope, factories: Set<ts.Node>): readonly TableReading[] {
  const maker = makerOf(node.expression, scope);
  if (maker !== null) return readTable(node, maker, scope, locateWithin(scope.module, node));
  const origin = originOf(node.expression, scope.module, scope.graph);
  if (origin?.kind !== 'declared' || !ts.isFunctionLike(origin.node)) return [];
  const value = evaluate(node, scope);
  if (value.kind !== 'unknown' || !ts.isCallExpression(value.node) || value.node === node) return [];
  const inner = makerOf(value.node.expression, value.scope);
  if (inner === null) return [];
  factories.add(value.node);
  return readTable(value.node, inner, value.scope, locateWithin(scope.module, node));
}
