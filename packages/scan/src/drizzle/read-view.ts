import { ts } from 'ts-morph';
import { evaluate } from '../value/evaluate.js';
import { knownText } from '../value/text.js';
import type { Scope } from '../value/value.js';
import { locate } from './locate.js';
import type { KeyedColumn, KnownColumns } from './read-columns.js';

type TableColumns = (node: ts.Expression, scope: Scope) => readonly KeyedColumn[] | null;

/** The columns of a view without a list of them: those that its query selects. */
export function columnsOfView(call: ts.CallExpression, scope: Scope, tableColumns: TableColumns): KnownColumns {
  const query = queryOf(call);
  const select = query === null ? null : (callNamed(query, 'select') ?? callNamed(query, 'selectDistinct'));
  if (query === null || select === null) return { columns: [], open: 'its query' };
  const [fields] = select.arguments;
  const columns = fields === undefined ? allOf(query, scope, tableColumns) : selected(fields, scope, tableColumns);
  return columns === null ? { columns: [], open: 'its query' } : { columns, open: null };
}

/** All columns of the one table that a query is about. */
function allOf(query: ts.Expression, scope: Scope, tableColumns: TableColumns): readonly KeyedColumn[] | null {
  const from = callNamed(query, 'from')?.arguments[0];
  const joins = /[jJ]oin\(/.test(query.getText(scope.module.source));
  return from === undefined || joins ? null : tableColumns(from, scope);
}

/** `pgView('name').as((qb) => qb.select()…)`. */
function queryOf(call: ts.CallExpression): ts.Expression | null {
  let node: ts.Node = call;
  while (ts.isPropertyAccessExpression(node.parent) && ts.isCallExpression(node.parent.parent)) {
    const outer: ts.CallExpression = node.parent.parent;
    const [callback] = outer.arguments;
    if (node.parent.name.text === 'as' && callback && ts.isArrowFunction(callback)) {
      if (!ts.isBlock(callback.body)) return callback.body;
      const last = callback.body.statements.at(-1);
      return last && ts.isReturnStatement(last) && last.expression ? last.expression : null;
    }
    node = outer;
  }
  return null;
}

function callNamed(chain: ts.Expression, name: string): ts.CallExpression | null {
  let node: ts.Expression = chain;
  while (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    if (node.expression.name.text === name) return node;
    node = node.expression.expression;
  }
  return null;
}

function selected(fields: ts.Expression, scope: Scope, tableColumns: TableColumns): readonly KeyedColumn[] | null {
  const object = evaluate(fields, scope);
  if (object.kind !== 'object' || !object.complete) return null;
  const columns: KeyedColumn[] = [];
  for (const [key, member] of object.members) {
    if (!('expression' in member)) return null;
    const name = nameOfField(member.expression, member.scope, tableColumns);
    if (name === null) return null;
    columns.push({ key, name, location: locate(member.scope.module, member.expression) });
  }
  return columns;
}

/** `players.id`, or what ends in `.as('name')`. */
function nameOfField(node: ts.Expression, scope: Scope, tableColumns: TableColumns): string | null {
  if (ts.isPropertyAccessExpression(node)) {
    const columns = tableColumns(node.expression, scope);
    return columns?.find(({ key }) => key === node.name.text)?.name ?? null;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const [alias] = node.arguments;
  return node.expression.name.text === 'as' && alias !== undefined ? knownText(evaluate(alias, scope)) : null;
}
