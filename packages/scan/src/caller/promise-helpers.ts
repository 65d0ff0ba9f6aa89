import { quoteIdentifier } from '@rowpact/model';
import { ts } from 'ts-morph';
import { evaluate } from '../value/evaluate.js';
import { knownText } from '../value/text.js';
import type { Scope, Value } from '../value/value.js';
import { columnsOf, memberClosure } from './members-of-object.js';
import { holeAt, parameterAt, textAt, type Part } from './parts.js';
import { quotedName } from './quoted-name.js';

/** pg-promise's `helpers.insert(data, columns, table)` and `helpers.update`, with names or a ColumnSet; null for nothing at all. */
export function promiseHelper(
  kind: 'insert' | 'update',
  [data, columns, table]: readonly ts.Expression[],
  node: ts.Expression,
  scope: Scope,
): readonly Part[] | null {
  if (data === undefined) return null;
  const set = columns === undefined ? null : columnSet(evaluate(columns, scope));
  const known = set?.columns ?? columnsOf(evaluate(data, scope));
  const name = table === undefined ? (set?.table ?? null) : tableName(evaluate(table, scope));
  if (known === null || name === null) return [holeAt(node, scope.module, null, 'built by code')];
  const written =
    kind === 'insert' ? known.map(plainName) : known.filter((each) => !each.startsWith('?')).map(plainName);
  return statementParts(kind, name, written.map(quoteIdentifier), node, scope);
}

function statementParts(
  kind: 'insert' | 'update',
  table: string,
  columns: readonly string[],
  node: ts.Expression,
  scope: Scope,
): readonly Part[] {
  const text = (sql: string): Part => textAt(sql, node, scope.module);
  const parameter = parameterAt(node, scope.module);
  if (kind === 'insert') {
    const values = columns.flatMap((_, index) => (index === 0 ? [parameter] : [text(', '), parameter]));
    return [text(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (`), ...values, text(')')];
  }
  const sets = columns.flatMap((column, index) => [text(`${index === 0 ? '' : ', '}${column} = `), parameter]);
  return [text(`UPDATE ${table} SET `), ...sets];
}

/** `?id` stands in conditions only, `data:json` has a format. */
function plainName(column: string): string {
  return column.replace(/^\?/u, '').replace(/:.*$/u, '');
}

interface ColumnSet {
  readonly columns: readonly string[] | null;
  readonly table: string | null;
}

/** A list of columns, or `new pgp.helpers.ColumnSet(columns, { table })`. */
function columnSet(value: Value): ColumnSet {
  if (value.kind !== 'unknown' || !ts.isNewExpression(value.node))
    return { columns: listedColumns(value), table: null };
  const { scope, node } = value;
  if (!node.expression.getText(scope.module.source).endsWith('ColumnSet')) return { columns: null, table: null };
  const [columns, options] = node.arguments ?? [];
  const settings = options === undefined ? null : evaluate(options, scope);
  const table = settings?.kind === 'object' ? memberClosure(settings, 'table') : null;
  return {
    columns: columns === undefined ? null : listedColumns(evaluate(columns, scope)),
    table: table === null ? null : tableName(evaluate(table.expression, table.scope)),
  };
}

/** Names, and objects with a name. */
function listedColumns(value: Value): readonly string[] | null {
  if (value.kind !== 'list') return columnsOf(value);
  const names = value.items.map((item) => {
    const name = item.kind === 'object' ? memberClosure(item, 'name') : null;
    return knownText(name === null ? item : evaluate(name.expression, name.scope));
  });
  return value.complete && names.every((name) => name !== null) ? names : null;
}

/** `'players'`, `{ schema, table }` or a TableName. */
function tableName(value: Value): string | null {
  if (value.kind === 'unknown' && ts.isNewExpression(value.node)) {
    const [first] = value.node.arguments ?? [];
    return first === undefined ? null : tableName(evaluate(first, value.scope));
  }
  if (value.kind !== 'object') return quotedName(value);
  const parts = ['schema', 'table'].flatMap((key) => {
    const member = memberClosure(value, key);
    return member === null ? [] : [quotedName(evaluate(member.expression, member.scope))];
  });
  return parts.length === 0 || parts.includes(null) ? null : parts.join('.');
}
