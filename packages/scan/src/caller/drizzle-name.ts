import { quoteIdentifier } from '@rowpact/model';
import { ts } from 'ts-morph';
import { declarationOf, exportOf } from '../value/declaration.js';
import { originOf } from '../value/origin.js';
import type { Scope } from '../value/value.js';

/** A table or column of Drizzle's as SQL names it: `players` or `players.team_id`; null for everything else. */
export function drizzleName(node: ts.Expression, scope: Scope): string | null {
  const table = tableOf(node, scope);
  if (table !== null) return nameOfTable(table);
  if (!ts.isPropertyAccessExpression(node)) return null;
  const owner = tableOf(node.expression, scope);
  const column = owner && columnOf(owner, node.name.text);
  return owner === null || column === null ? null : `${nameOfTable(owner)}.${quoteIdentifier(column)}`;
}

interface DrizzleTable {
  readonly schema: string | null;
  readonly name: string;
  readonly columns: ts.Expression | null;
}

function nameOfTable({ schema, name }: DrizzleTable): string {
  return schema === null ? quoteIdentifier(name) : `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

function tableOf(node: ts.Expression, scope: Scope): DrizzleTable | null {
  if (ts.isCallExpression(node)) return madeTable(node, scope);
  const declaration = declarationBehind(node, scope);
  if (declaration?.kind !== 'declared' || !ts.isVariableDeclaration(declaration.node)) return null;
  const { initializer } = declaration.node;
  if (initializer === undefined || !ts.isCallExpression(initializer)) return null;
  return madeTable(initializer, { ...scope, module: declaration.module });
}

function madeTable(call: ts.CallExpression, scope: Scope): DrizzleTable | null {
  const [name, columns] = call.arguments;
  const origin = originOf(call.expression, scope.module, scope.graph);
  if (origin?.kind !== 'package' || origin.package !== 'drizzle-orm/pg-core' || name === undefined) return null;
  if (!ts.isStringLiteralLike(name)) return null;
  const path = origin.path.join('.');
  if (!/^(?:pgTable|pgView|pgMaterializedView|pgSchema\.\(\)\.(?:table|view|materializedView))$/u.test(path))
    return null;
  const [schema] = origin.made?.node.arguments ?? [];
  const inSchema = path.startsWith('pgSchema') && schema !== undefined && ts.isStringLiteralLike(schema);
  return { schema: inSchema ? schema.text : null, name: name.text, columns: columns ?? null };
}

function declarationBehind(node: ts.Expression, scope: Scope): ReturnType<typeof declarationOf> {
  if (ts.isIdentifier(node)) return declarationOf(node, scope.module, scope.graph);
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return null;
  const holder = declarationOf(node.expression, scope.module, scope.graph);
  return holder?.kind === 'module' ? exportOf(holder.module, node.name.text, scope.graph) : null;
}

/** A column's name in the database: the first argument of what makes it, or its key. */
function columnOf(table: DrizzleTable, key: string): string | null {
  if (table.columns === null || !ts.isObjectLiteralExpression(table.columns)) return null;
  for (const property of table.columns.properties) {
    if (!ts.isPropertyAssignment(property) || !isNamed(property.name, key)) continue;
    let call: ts.Expression = property.initializer;
    while (ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression)) {
      const inner: ts.Expression = call.expression.expression;
      if (!ts.isCallExpression(inner)) break;
      call = inner;
    }
    const first = ts.isCallExpression(call) ? call.arguments[0] : undefined;
    return first !== undefined && ts.isStringLiteralLike(first) ? first.text : key;
  }
  return null;
}

function isNamed(name: ts.PropertyName, key: string): boolean {
  return (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) && name.text === key;
}
