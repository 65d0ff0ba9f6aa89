import { quoteIdentifier } from '@rowpact/model';
import { ts } from 'ts-morph';
import { evaluate } from '../value/evaluate.js';
import { knownText } from '../value/text.js';
import type { Scope, Value } from '../value/value.js';
import { columnsOf } from './members-of-object.js';
import { holeAt, parameterAt, textAt, type Part } from './parts.js';
import { quotedName } from './quoted-name.js';

/**
 * postgres' `sql(first, …columns)` in a template: names, a list of values, the columns and values of an INSERT, or the assignments of
 * an UPDATE; the SQL before it decides, as it does in the library.
 */
export function rowsParts(
  [first, ...rest]: readonly ts.Expression[],
  node: ts.Expression,
  scope: Scope,
  sqlBefore: string,
): readonly Part[] | null {
  if (first === undefined) return null;
  const data = evaluate(first, scope);
  const columns = namedColumns(rest, scope);
  const text = (sql: string): Part => textAt(sql, node, scope.module);
  const parameter = parameterAt(node, scope.module);
  switch (situationOf(sqlBefore)) {
    case 'insert': {
      const names = columns ?? columnsOf(data);
      if (names === null) return [holeAt(node, scope.module)];
      const values = names.flatMap((_, index) => (index === 0 ? [parameter] : [text(', '), parameter]));
      return [text(`(${names.map(quoteIdentifier).join(', ')}) VALUES (`), ...values, text(')')];
    }
    case 'update': {
      const names = columns ?? columnsOf(data);
      if (names === null) return [holeAt(node, scope.module)];
      return names.flatMap((name, index) => [text(`${index === 0 ? '' : ', '}${quoteIdentifier(name)} = `), parameter]);
    }
    case 'values':
      return columns === null
        ? [holeAt(node, scope.module)]
        : [text('('), ...listOf(columns, text, parameter), text(')')];
    case 'in': {
      const count = data.kind === 'list' && data.complete ? data.items.length : 1;
      return [text('('), ...listOf(Array.from({ length: count }), text, parameter), text(')')];
    }
    case 'name':
      return nameParts(data, columns, first, node, scope);
  }
}

function listOf(items: readonly unknown[], text: (sql: string) => Part, parameter: Part): readonly Part[] {
  return items.flatMap((_, index) => (index === 0 ? [parameter] : [text(', '), parameter]));
}

function nameParts(
  data: Value,
  columns: readonly string[] | null,
  first: ts.Expression,
  node: ts.Expression,
  scope: Scope,
): readonly Part[] {
  if (columns !== null && data.kind !== 'text') {
    return [textAt(columns.map(quoteIdentifier).join(', '), node, scope.module)];
  }
  const name =
    quotedName(data) ?? (data.kind === 'object' ? (columnsOf(data)?.map(quoteIdentifier).join(', ') ?? null) : null);
  if (name !== null) return [textAt(name, node, scope.module)];
  return [holeAt(first, scope.module, data.kind === 'unknown' ? data : null)];
}

/** `sql(rows, 'id', 'name')` or `sql(rows, ['id', 'name'])` or `sql(rows, ...COLUMNS)`; null where none are given or known. */
function namedColumns(rest: readonly ts.Expression[], scope: Scope): readonly string[] | null {
  if (rest.length === 0) return null;
  const names = rest.flatMap((argument): readonly (string | null)[] => {
    const value = evaluate(ts.isSpreadElement(argument) ? argument.expression : argument, scope);
    if (value.kind === 'list') return value.complete ? value.items.map(knownText) : [null];
    return [knownText(value)];
  });
  return names.every((name) => name !== null) ? names : null;
}

type Situation = 'insert' | 'update' | 'values' | 'in' | 'name';

function situationOf(sqlBefore: string): Situation {
  if (/\binsert\s+into\s+(?:[^\s(]+|"[^"]*")\s*$/iu.test(sqlBefore)) return 'insert';
  if (/\bset\s*$/iu.test(sqlBefore) || /\bset\b(?:(?!\b(?:where|from|returning)\b)[\s\S])*,\s*$/iu.test(sqlBefore))
    return 'update';
  if (/\bvalues\s*$/iu.test(sqlBefore)) return 'values';
  return /\bin\s*\(?\s*$/iu.test(sqlBefore) ? 'in' : 'name';
}
