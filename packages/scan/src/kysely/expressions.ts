import { ts } from 'ts-morph';
import { assign } from './assignments.js';
import { either, oneOf } from './choices.js';
import { evaluateArray, evaluateObject } from './literals.js';
import { importedModule, lookUp } from './look-up.js';
import { MAX_STEPS, TooMuchError, type Machine } from './machine.js';
import { constructBase, create } from './instances.js';
import { ClassThing, FunctionThing, type Frame } from './things.js';
import { isUnknown, factsOf, unknownAt, type Spot } from './unknown.js';

/** What an expression answers, as far as it is known without running the program. */
export function evaluate(node: ts.Expression, frame: Frame, machine: Machine): unknown {
  machine.steps += 1;
  if (machine.steps > MAX_STEPS) throw new TooMuchError();
  const literal = evaluateLiteral(node, frame, machine);
  if (literal !== undefined) return literal.value;
  const inner = unwrap(node);
  if (inner !== null) return evaluateTyped(node, inner, frame, machine);
  return evaluateOperation(node, frame, machine);
}

function evaluateLiteral(node: ts.Expression, frame: Frame, machine: Machine): { readonly value: unknown } | undefined {
  if (ts.isStringLiteralLike(node)) {
    machine.literals.push({ node, module: frame.module, text: node.text });
    return { value: node.text };
  }
  if (ts.isNumericLiteral(node)) return { value: Number(node.text) };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { value: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { value: false };
  if (node.kind === ts.SyntaxKind.NullKeyword) return { value: null };
  if (ts.isObjectLiteralExpression(node)) return { value: evaluateObject(node, frame, machine) };
  if (ts.isArrayLiteralExpression(node)) return { value: evaluateArray(node.elements, frame, machine) };
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { value: closure(node, frame, machine) };
  if (ts.isClassExpression(node)) return { value: new ClassThing(node, frame) };
  return undefined;
}

/** A function together with the names around it. */
export function closure(
  node: ts.FunctionLikeDeclaration,
  frame: Frame,
  machine: Machine,
  self?: unknown,
): FunctionThing {
  const thing = new FunctionThing(node, frame, self ?? (ts.isArrowFunction(node) ? frame.self : undefined));
  if (frame.module === machine.module && !machine.functions.has(node)) machine.functions.set(node, thing);
  return thing;
}

function unwrap(node: ts.Expression): ts.Expression | null {
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAwaitExpression(node))
    return node.expression;
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node))
    return node.expression;
  if (ts.isExpressionWithTypeArguments(node)) return node.expression;
  return null;
}

function evaluateTyped(node: ts.Expression, inner: ts.Expression, frame: Frame, machine: Machine): unknown {
  const value = machine.evaluate(inner, frame);
  if (!isUnknown(value) || !(ts.isAsExpression(node) || ts.isTypeAssertionExpression(node))) return value;
  const site = { node: inner, module: frame.module };
  const declared = machine.declared({ type: node.type, module: frame.module }, site);
  return isUnknown(declared)
    ? unknownAt(site, { ...factsOf(value), type: { type: node.type, module: frame.module } })
    : declared;
}

function evaluateOperation(node: ts.Expression, frame: Frame, machine: Machine): unknown {
  const site: Spot = { node, module: frame.module };
  if (ts.isIdentifier(node)) return lookUp(node, frame, machine);
  if (node.kind === ts.SyntaxKind.ThisKeyword)
    return frame.self ?? unknownAt(site, { from: '`this` of an unknown call' });
  if (ts.isPropertyAccessExpression(node)) {
    return machine.memberOf(machine.evaluate(node.expression, frame), node.name.text, site);
  }
  if (ts.isElementAccessExpression(node)) return evaluateElement(node, frame, machine);
  if (ts.isCallExpression(node)) return evaluateCall(node, frame, machine);
  if (ts.isNewExpression(node)) {
    const args = (node.arguments ?? []).map((each) => machine.evaluate(each, frame));
    return create(machine.evaluate(node.expression, frame), args, site, machine);
  }
  if (ts.isTemplateExpression(node)) return evaluateTemplate(node, frame, machine);
  if (ts.isTaggedTemplateExpression(node)) return evaluateTag(node, frame, machine);
  if (ts.isConditionalExpression(node)) return evaluateConditional(node, frame, machine);
  if (ts.isBinaryExpression(node)) return evaluateBinary(node, frame, machine);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    const value = machine.evaluate(node.operand, frame);
    return truth(value) === null ? unknownAt(site) : !truth(value);
  }
  if (
    ts.isPrefixUnaryExpression(node) &&
    ts.isNumericLiteral(node.operand) &&
    node.operator === ts.SyntaxKind.MinusToken
  ) {
    return -Number(node.operand.text);
  }
  return evaluateParts(node, frame, machine);
}

/** An expression of another kind: what is called inside of it counts, what it answers is not known. */
function evaluateParts(node: ts.Node, frame: Frame, machine: Machine): object {
  ts.forEachChild(node, (child) => {
    if (ts.isExpression(child)) machine.evaluate(child, frame);
    else if (!ts.isTypeNode(child)) evaluateParts(child, frame, machine);
  });
  return unknownAt({ node, module: frame.module }, { from: 'not followed' });
}

function evaluateElement(node: ts.ElementAccessExpression, frame: Frame, machine: Machine): unknown {
  const owner = machine.evaluate(node.expression, frame);
  const key = machine.evaluate(node.argumentExpression, frame);
  const site = { node, module: frame.module };
  if (typeof key === 'string' || typeof key === 'number') return machine.memberOf(owner, String(key), site);
  if (
    isUnknown(key) &&
    typeof owner === 'object' &&
    owner !== null &&
    Object.getPrototypeOf(owner) === null &&
    !isUnknown(owner)
  ) {
    const values = Object.values(owner); // a plain object: an object literal of the consumer
    if (values.length > 0) return oneOf(values, site);
  }
  return unknownAt(site, { from: 'an element by a key that is not known' });
}

function evaluateCall(node: ts.CallExpression, frame: Frame, machine: Machine): unknown {
  const site = { node, module: frame.module };
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword || node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const given = evaluateArray(node.arguments, frame, machine);
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return importedModule(given[0], site, machine);
    constructBase(frame, given, site, machine);
    return unknownAt(site, { from: 'not followed' });
  }
  if (ts.isIdentifier(node.expression) && node.expression.text === 'require') {
    return importedModule(evaluateArray(node.arguments, frame, machine)[0], site, machine);
  }
  const callee = machine.evaluate(node.expression, frame);
  const mark = machine.literals.length;
  const args = evaluateArray(node.arguments, frame, machine);
  return machine.invoke(callee, args, site, mark);
}

function evaluateTemplate(node: ts.TemplateExpression, frame: Frame, machine: Machine): unknown {
  const site = { node, module: frame.module };
  let texts: readonly string[] | null = [node.head.text];
  for (const span of node.templateSpans) {
    const value = machine.evaluate(span.expression, frame);
    const options: readonly unknown[] | null = isUnknown(value) ? factsOf(value).options : [value];
    if (
      texts === null ||
      options === null ||
      !options.every((each) => typeof each === 'string' || typeof each === 'number')
    )
      texts = null;
    else texts = texts.flatMap((text) => options.map((each) => `${text}${each}${span.literal.text}`));
    if (texts !== null && texts.length > 16) texts = null;
  }
  if (texts === null) return unknownAt(site, { from: 'a template with values that are not known' });
  for (const text of texts) machine.literals.push({ node, module: frame.module, text });
  return texts.length === 1 ? texts[0] : unknownAt(site, { options: texts, from: 'one of several values' });
}

function evaluateTag(node: ts.TaggedTemplateExpression, frame: Frame, machine: Machine): unknown {
  const tag = machine.evaluate(node.tag, frame);
  const { template } = node;
  const mark = machine.literals.length;
  const site = { node, module: frame.module };
  if (ts.isNoSubstitutionTemplateLiteral(template)) {
    machine.literals.push({ node: template, module: frame.module, text: template.text });
    return machine.invoke(tag, [[template.text]], site, mark);
  }
  const strings = [template.head.text, ...template.templateSpans.map((span) => span.literal.text)];
  machine.literals.push({ node: template.head, module: frame.module, text: template.head.text });
  const values = template.templateSpans.map((span) => {
    const value = machine.evaluate(span.expression, frame);
    machine.literals.push({ node: span.literal, module: frame.module, text: span.literal.text });
    return value;
  });
  return machine.invoke(tag, [strings, ...values], site, mark);
}

function evaluateConditional(node: ts.ConditionalExpression, frame: Frame, machine: Machine): unknown {
  const known = truth(machine.evaluate(node.condition, frame));
  if (known !== null && isSettled(node.condition))
    return machine.evaluate(known ? node.whenTrue : node.whenFalse, frame);
  const site = { node, module: frame.module };
  const first = machine.evaluate(node.whenTrue, frame);
  const second = machine.evaluate(node.whenFalse, frame);
  return either(first, second, machine, site);
}

/** Whether a value is true; null where it is not known. Only constants and Kysely's objects are certain. */
export function truth(value: unknown): boolean | null {
  if (isUnknown(value) || (typeof value === 'object' && value !== null)) return null;
  return Boolean(value);
}

/** Whether a condition is made of constants and parameters only: a variable may have changed where nobody looked. */
export function isSettled(condition: ts.Expression): boolean {
  const node = unwrap(condition) ?? condition;
  if (node !== condition) return isSettled(node);
  if (ts.isPrefixUnaryExpression(node)) return isSettled(node.operand);
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);
}

/** A sum, operand by operand: texts of thousands of lines are put together this way. */
function evaluateSum(node: ts.BinaryExpression, frame: Frame, machine: Machine): unknown {
  const operands: ts.Expression[] = [];
  let left: ts.Expression = node;
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    operands.push(left.right);
    left = left.left;
  }
  let sum = machine.evaluate(left, frame);
  for (const operand of operands.reverse()) {
    const value = machine.evaluate(operand, frame);
    if (!isPrintable(sum) || !isPrintable(value)) sum = unknownAt({ node, module: frame.module }, { from: 'computed' });
    else sum = typeof sum === 'number' && typeof value === 'number' ? sum + value : `${sum}${value}`;
  }
  return sum;
}

function isPrintable(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function evaluateBinary(node: ts.BinaryExpression, frame: Frame, machine: Machine): unknown {
  const operator = node.operatorToken.kind;
  const site = { node, module: frame.module };
  if (operator === ts.SyntaxKind.EqualsToken)
    return assign(node.left, machine.evaluate(node.right, frame), frame, machine);
  if (operator === ts.SyntaxKind.PlusToken) return evaluateSum(node, frame, machine);
  const left = machine.evaluate(node.left, frame);
  const right = machine.evaluate(node.right, frame);
  if (operator === ts.SyntaxKind.CommaToken) return right;
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken) {
    return machine.traces.has(left) || left instanceof FunctionThing ? right : oneOf([right, false], site);
  }
  if (operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.QuestionQuestionToken) {
    return left === undefined || left === null ? right : isUnknown(left) ? oneOf([left, right], site) : left;
  }
  if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) {
    const combined =
      operator === ts.SyntaxKind.QuestionQuestionEqualsToken ? oneOf([left, right], site) : unknownAt(site);
    return assign(node.left, combined, frame, machine);
  }
  return unknownAt(site, { from: 'computed' });
}
