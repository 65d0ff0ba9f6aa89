import type { DeclaredColumn } from '@rowpact/model';
import { ts } from 'ts-morph';
import { evaluate } from '../value/evaluate.js';
import { originOf } from '../value/origin.js';
import { knownText } from '../value/text.js';
import type { ObjectValue, Scope } from '../value/value.js';
import { casingFor } from './casing.js';
import { locate } from './locate.js';

const MAX_DEPTH = 12;

/** A column of a table's declaration, with the key that the code uses. */
export interface KeyedColumn extends DeclaredColumn {
  readonly key: string;
}

/** What is known of a declaration's columns. */
export interface KnownColumns {
  readonly columns: readonly KeyedColumn[];
  /** In words, where there are more that are not known. */
  readonly open: string | null;
}

/** The columns of an object of columns. */
export function columnsOfObject(object: ObjectValue, node: ts.Expression, scope: Scope): KnownColumns {
  const columns: KeyedColumn[] = [];
  let open = object.complete ? null : `a spread or key in \`${firstLine(node, scope)}\` that is not known`;
  for (const [key, member] of object.members) {
    if (!('expression' in member)) continue;
    const given = nameOfColumn(member.expression, member.scope, 0);
    if (given === 'unknown') {
      open ??= `\`${firstLine(member.expression, member.scope)}\``;
      continue;
    }
    const name = given.name ?? casingFor(scope.module, scope.graph)(key);
    columns.push({ key, name, location: locate(member.scope.module, keyNode(member.expression)) });
  }
  return { columns, open };
}

function firstLine(node: ts.Node, { module }: Scope): string {
  return (node.getText(module.source).split('\n')[0] ?? '').slice(0, 60);
}

/** The property that a column's expression is the value of: that is where people look for it. */
function keyNode(expression: ts.Expression): ts.Node {
  const { parent } = expression;
  return ts.isPropertyAssignment(parent) ? parent.name : expression;
}

/** The name that a column is given; `name` is null where it is left to the key. */
function nameOfColumn(
  expression: ts.Expression,
  scope: Scope,
  depth: number,
): { readonly name: string | null } | 'unknown' {
  const call = innermostCall(expression);
  if (call === null || !isBuilder(call, scope)) {
    const value = depth > MAX_DEPTH ? null : evaluate(call ?? expression, scope);
    if (value?.kind !== 'unknown' || value.node === (call ?? expression)) return 'unknown';
    return nameOfColumn(value.node, value.scope, depth + 1);
  }
  const [first] = call.arguments;
  if (first === undefined) return { name: null };
  const value = evaluate(first, scope);
  if (value.kind === 'object') return { name: null };
  const name = knownText(value);
  return name === null ? 'unknown' : { name };
}

/** `varchar('name')` of `varchar('name').notNull().default('')`. */
function innermostCall(expression: ts.Expression): ts.CallExpression | null {
  let node: ts.Expression = expression;
  while (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) node = node.expression;
  while (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const receiver: ts.Expression = node.expression.expression;
    if (!ts.isCallExpression(receiver)) break;
    node = receiver;
  }
  return ts.isCallExpression(node) ? node : null;
}

/** Whether a call makes a column itself, rather than calling a function of the consumer that does. */
function isBuilder({ expression }: ts.CallExpression, scope: Scope): boolean {
  const origin = originOf(expression, scope.module, scope.graph);
  if (origin?.kind === 'declared') return false;
  if (origin?.kind === 'package') return !origin.package.startsWith('.');
  // `t.varchar(…)` of `(t) => ({ … })`: the parameter has no origin.
  return ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression);
}
