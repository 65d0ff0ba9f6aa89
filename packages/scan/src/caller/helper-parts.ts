import { quoteIdentifier, quoteLiteral } from '@rowpact/model';
import { ts } from 'ts-morph';
import { evaluate } from '../value/evaluate.js';
import { knownText } from '../value/text.js';
import type { Scope, Value } from '../value/value.js';
import type { Dialect, Helper, Library } from './library.js';
import { holeAt, parameterAt, textAt, type Part } from './parts.js';
import { quotedName } from './quoted-name.js';
import { promiseHelper } from './promise-helpers.js';
import { rowsParts } from './rows-helper.js';

/** What helpers need of the reader that meets them. */
export interface Reading {
  readText(
    node: ts.Expression,
    scope: Scope,
    dialect: Dialect,
    values: ts.Expression | null,
    library: Library | null,
  ): readonly Part[] | null;
  substitution(node: ts.Expression, scope: Scope, library: Library | null, sqlBefore: string): readonly Part[];
}

/** The SQL that a helper of a library makes. */
export function helperParts(
  reader: Reading,
  node: ts.CallExpression | ts.NewExpression,
  scope: Scope,
  helper: Helper,
  library: Library,
  sqlBefore: string,
): readonly Part[] | null {
  const given = node.arguments ?? ts.factory.createNodeArray<ts.Expression>();
  const [first, second] = given;
  switch (helper.kind) {
    case 'raw':
      return first === undefined ? [] : reader.readText(first, scope, helper.dialect, second ?? null, library);
    case 'name':
      return names(given, node, scope);
    case 'literal':
      return first === undefined ? [] : literal(first, node, scope);
    case 'value':
      return value(given, node, scope, helper);
    case 'join':
      return first === undefined ? [] : join(reader, first, second, node, scope, library, helper.separator);
    case 'empty':
      return [];
    case 'rows':
      return rowsParts(given, node, scope, sqlBefore);
    case 'unnest':
      return unnest(second, node, scope);
    case 'insert':
    case 'update':
      return promiseHelper(helper.kind, given, node, scope);
  }
}

function names(given: readonly ts.Expression[], node: ts.Expression, scope: Scope): readonly Part[] {
  const parts = given.map((argument) => {
    const known = evaluate(argument, scope);
    // A list is one name with dots: `sql.identifier(['public', 'players'])`.
    const text = known.kind === 'list' ? dotted(known) : quotedName(known);
    return text === null
      ? holeAt(argument, scope.module, known.kind === 'unknown' ? known : null)
      : textAt(text, node, scope.module);
  });
  return parts.flatMap((part, index) => (index === 0 ? [part] : [textAt('.', node, scope.module), part]));
}

function dotted(list: Extract<Value, { kind: 'list' }>): string | null {
  const texts = list.items.map(knownText);
  return list.complete && texts.every((text) => text !== null) ? texts.map(quoteIdentifier).join('.') : null;
}

function literal(argument: ts.Expression, node: ts.Expression, scope: Scope): readonly Part[] {
  const known = evaluate(argument, scope);
  if (known.kind === 'constant')
    return [textAt(known.value === null ? 'NULL' : String(known.value), node, scope.module)];
  const text = knownText(known);
  return [text === null ? parameterAt(node, scope.module) : textAt(quoteLiteral(text), node, scope.module)];
}

function value(
  given: readonly ts.Expression[],
  node: ts.Expression,
  scope: Scope,
  { cast, castArgument }: Extract<Helper, { kind: 'value' }>,
): readonly Part[] {
  const parameter = parameterAt(node, scope.module);
  if (cast === undefined) return [parameter];
  const argument = castArgument === undefined ? null : given[castArgument];
  const type = argument === null ? '' : argument === undefined ? null : knownText(evaluate(argument, scope));
  if (type === null) return [parameter];
  return [parameter, textAt(`::${castArgument === undefined ? '' : quoteIdentifier(type)}${cast}`, node, scope.module)];
}

function join(
  reader: Reading,
  list: ts.Expression,
  separator: ts.Expression | undefined,
  node: ts.Expression,
  scope: Scope,
  library: Library,
  usual: string,
): readonly Part[] {
  const known = evaluate(list, scope);
  if (known.kind !== 'list') return [joinOfUnknown(list, known, node, scope)];
  const between =
    separator === undefined ? [textAt(usual, node, scope.module)] : reader.substitution(separator, scope, library, '');
  // A separator may be a plain text (Prisma) or a fragment (Slonik).
  const text = separator && knownText(evaluate(separator, scope));
  const glue = text === undefined || text === null ? between : [textAt(text, node, scope.module)];
  const items = known.items.map((item) => itemParts(reader, item, list, scope, library));
  return items.flatMap((parts, index) => (index === 0 ? parts : [...glue, ...parts]));
}

/** Values that are joined are a list of parameters; nothing says that fragments are among them. */
function joinOfUnknown(list: ts.Expression, known: Value, node: ts.Expression, scope: Scope): Part {
  const isFragments = ts.isCallExpression(list) || (known.kind === 'unknown' && known.why === 'built by code');
  if (isFragments) return holeAt(list, scope.module, known.kind === 'unknown' ? known : null, 'built by code');
  return parameterAt(node, scope.module);
}

function itemParts(reader: Reading, item: Value, list: ts.Expression, scope: Scope, library: Library): readonly Part[] {
  if (item.kind !== 'unknown') return [parameterAt(list, scope.module)];
  return reader.substitution(item.node, item.scope, library, '');
}

/** `sql.unnest(tuples, ['text', 'int4'])`: one array for each column. */
function unnest(types: ts.Expression | undefined, node: ts.Expression, scope: Scope): readonly Part[] {
  const known = types === undefined ? null : evaluate(types, scope);
  if (known?.kind !== 'list' || !known.complete)
    return [textAt('unnest(', node, scope.module), parameterAt(node, scope.module), textAt(')', node, scope.module)];
  const parts = known.items.flatMap((type, index): readonly Part[] => {
    const name = type.kind === 'list' ? dotted(type) : knownText(type);
    const cast = name === null ? '' : `::${type.kind === 'list' ? name : quoteIdentifier(name)}[]`;
    const comma = index === 0 ? [] : [textAt(', ', node, scope.module)];
    return [...comma, parameterAt(node, scope.module), textAt(cast, node, scope.module)];
  });
  return [textAt('unnest(', node, scope.module), ...parts, textAt(')', node, scope.module)];
}
