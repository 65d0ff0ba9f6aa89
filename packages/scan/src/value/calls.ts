import { ts } from 'ts-morph';
import { declarationOf } from './declaration.js';
import { resultForUnknownItem, resultOfCall } from './functions.js';
import { textOfGeneratedSql } from './generated-sql.js';
import { callListMethod, unknownList } from './list-methods.js';
import { literalRuns } from './literal-runs.js';
import { listMembers } from './objects.js';
import { fixedRun, piecesOf, textValue } from './text.js';
import { callTextMethod } from './text-methods.js';
import type { Evaluate, Piece, Scope, UnknownValue, Value } from './value.js';

/** What a call or a tagged template answers. */
export function callValue(
  node: ts.CallExpression | ts.TaggedTemplateExpression,
  scope: Scope,
  evaluate: Evaluate,
): Value {
  const stop: UnknownValue = { kind: 'unknown', node, scope, why: 'not followed' };
  if (ts.isTaggedTemplateExpression(node)) return plainTemplate(node, scope, evaluate) ?? stop;
  const generated = textOfGeneratedSql(node, scope.module);
  if (generated !== null) return evaluate(generated, scope);
  const callee = node.expression;
  const known = ts.isPropertyAccessExpression(callee) ? methodValue(node, callee, scope, evaluate) : null;
  if (known !== null) return known;
  return globalValue(node, scope, evaluate) ?? inlined(node, scope, evaluate) ?? stop;
}

/** Tags that answer a plain text: `String.raw`, and those that take the indentation away. */
const PLAIN_TAGS = /^(?:String\.raw|dedent|outdent|stripIndents?|oneLine|endent|heredoc|gql\.raw)$/u;

function plainTemplate(node: ts.TaggedTemplateExpression, scope: Scope, evaluate: Evaluate): Value | null {
  const tag = node.tag.getText(scope.module.source);
  return PLAIN_TAGS.test(tag) ? textValue(taggedPieces(node.template, tag === 'String.raw', scope, evaluate)) : null;
}

/** The text of a tag's template with its substitutions spliced in. */
export function taggedPieces(
  template: ts.TemplateLiteral,
  raw: boolean,
  scope: Scope,
  evaluate: Evaluate,
): readonly Piece[] {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return literalRuns(template, scope.module, raw);
  const pieces: Piece[] = [...literalRuns(template.head, scope.module, raw)];
  for (const { expression, literal } of template.templateSpans) {
    pieces.push(...piecesOf(evaluate(expression, scope), expression, scope.module));
    pieces.push(...literalRuns(literal, scope.module, raw));
  }
  return pieces;
}

/** Methods of a text that leave it what it is. */
const HARMLESS = /^(?:trim|trimStart|trimEnd|normalize)$/u;

/** Methods whose receiver is a list whenever they get a function. */
const LIST_METHODS = new Set(['map', 'flatMap', 'filter']);

function methodValue(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  scope: Scope,
  evaluate: Evaluate,
): Value | null {
  const receiver = evaluate(callee.expression, scope);
  const method = callee.name.text;
  if (receiver.kind === 'list') return callListMethod(receiver, method, node, scope, evaluate);
  if (receiver.kind === 'text') {
    const values = node.arguments.map((argument) => evaluate(argument, scope));
    return callTextMethod(receiver, method, values, node, scope.module);
  }
  const [first] = node.arguments;
  if (receiver.kind === 'constant') return constantText(receiver, method, node, scope);
  if (receiver.kind === 'unknown' && HARMLESS.test(method)) return receiver;
  if (receiver.kind !== 'unknown' || first === undefined || !LIST_METHODS.has(method)) return null;
  if (isGlobal(callee.expression, 'Object', scope)) return null;
  if (method === 'filter') return unknownList({ ...receiver, why: 'not followed' });
  const mapper = evaluate(first, scope);
  if (mapper.kind !== 'function') return null;
  const item: UnknownValue = { kind: 'unknown', node: first, scope, why: 'not followed' };
  const result = resultForUnknownItem(mapper, item, node, scope, evaluate);
  return result && { kind: 'list', items: result.kind === 'list' ? result.items : [result], complete: false };
}

function constantText(value: Value, method: string, node: ts.Expression, scope: Scope): Value | null {
  if (method !== 'toString' || value.kind !== 'constant') return null;
  return textValue([fixedRun(String(value.value), node, scope.module)]);
}

function globalValue(node: ts.CallExpression, scope: Scope, evaluate: Evaluate): Value | null {
  const callee = node.expression;
  const [first] = node.arguments;
  if (ts.isPropertyAccessExpression(callee) && first !== undefined) {
    if (isGlobal(callee.expression, 'Object', scope)) {
      const value = evaluate(first, scope);
      if (callee.name.text === 'freeze') return value;
      if (value.kind === 'object') return listMembers(value, callee.name.text, first, scope, evaluate);
      return value.kind === 'unknown' && /^(?:keys|values)$/u.test(callee.name.text) ? unknownList(value) : null;
    }
    if (isGlobal(callee.expression, 'Array', scope) && callee.name.text === 'from') {
      return arrayFrom(node, first, scope, evaluate);
    }
  }
  if (isGlobal(callee, 'String', scope) && first !== undefined) {
    return textValue(piecesOf(evaluate(first, scope), first, scope.module));
  }
  if (isGlobal(callee, 'Array', scope) && first !== undefined) return arrayOf(evaluate(first, scope), first, scope);
  return null;
}

function isGlobal(node: ts.Expression, name: string, scope: Scope): boolean {
  return ts.isIdentifier(node) && node.text === name && declarationOf(node, scope.module, scope.graph) === null;
}

/** `Array(n)`: as many items as are known, one where the number is not. */
function arrayOf(count: Value, node: ts.Expression, scope: Scope): Value {
  const known = count.kind === 'constant' ? Number(count.value) : Number.NaN;
  const item: UnknownValue = { kind: 'unknown', node, scope, why: 'not followed' };
  if (known >= 0 && known <= 2000) {
    return { kind: 'list', items: Array.from({ length: known }, () => item), complete: true };
  }
  return { kind: 'list', items: [item], complete: false };
}

function arrayFrom(node: ts.CallExpression, source: ts.Expression, scope: Scope, evaluate: Evaluate): Value | null {
  const value = evaluate(source, scope);
  const length = value.kind === 'object' ? value.members.get('length') : undefined;
  const list =
    length && !('kind' in length)
      ? arrayOf(evaluate(length.expression, length.scope), source, scope)
      : value.kind === 'list'
        ? value
        : arrayOf({ kind: 'constant', value: undefined, node, module: scope.module }, source, scope);
  const [, mapper] = node.arguments;
  if (mapper === undefined || list.kind !== 'list') return list;
  const callee = evaluate(mapper, scope);
  if (callee.kind !== 'function') return null;
  const items = list.items.map((item, index): Value => {
    const position: Value = list.complete
      ? { kind: 'constant', value: index, node: mapper, module: scope.module }
      : { kind: 'unknown', node: mapper, scope, why: 'not followed' };
    return resultOfCall(callee, [item, position], node, scope, evaluate) ?? item;
  });
  return { ...list, items };
}

function inlined(node: ts.CallExpression, scope: Scope, evaluate: Evaluate): Value | null {
  const callee = evaluate(node.expression, scope);
  if (callee.kind !== 'function') return null;
  const given = node.arguments.map((argument) => ({ expression: argument, scope }));
  if (node.arguments.some(ts.isSpreadElement)) return null;
  return resultOfCall(callee, given, node, scope, evaluate);
}
