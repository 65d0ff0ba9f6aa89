import { ts } from 'ts-morph';
import { flattened, within, type Carried } from './carried.js';
import type { Following, FunctionNode } from './following.js';
import { keyOf } from './patterns.js';
import { hasStatic } from './class-parts.js';

/** Follows what a function answers: back to the call that it came through, else to everything that may call it. */
export function answered(from: FunctionNode, carried: Carried, following: Following): void {
  const frame = carried.frames.at(-1);
  if (frame?.callee !== from) {
    handOut(from, carried, following);
    return;
  }
  following.calling(following.callStep(from));
  const back = { ...carried, frames: carried.frames.slice(0, -1) };
  const { answer } = frame;
  if (typeof answer === 'object') {
    following.use(frame.call, within(back, ...answer));
    return;
  }
  switch (answer) {
    case 'value':
      return following.use(frame.call, back);
    case 'element':
      return following.use(frame.call, within(back, '[]'));
    case 'flat':
      return following.use(frame.call, flattened(back));
    case 'accumulated':
      following.use(frame.call, back);
      return following.pass(from, 0, back, frame);
    case 'unknown':
      return following.escape(frame.call, "answered to what is not the consumer's own code", back);
    case 'dropped':
      return;
  }
}

/** The function itself is now a value that answers rows. */
function handOut(from: FunctionNode, carried: Carried, following: Following): void {
  if (ts.isConstructorDeclaration(from) || ts.isSetAccessor(from)) return;
  const answer = ts.isGetAccessor(from) ? carried : within(carried, following.callStep(from));
  if (ts.isFunctionDeclaration(from)) following.declare(from, answer);
  else if (ts.isArrowFunction(from) || ts.isFunctionExpression(from)) following.use(from, answer);
  else member(from, answer, following);
}

function member(from: ts.MethodDeclaration | ts.GetAccessorDeclaration, answer: Carried, following: Following): void {
  const name = keyOf(from.name);
  const inside = within(answer, name === null ? '{}' : `.${name}`);
  if (ts.isObjectLiteralExpression(from.parent)) following.use(from.parent, inside);
  else if (hasStatic(from)) following.declare(from.parent, inside);
  else if (isDecorated(from))
    following.escape(from.name, 'answered to a framework, by a method with a decorator', answer);
  if (ts.isClassLike(from.parent) && !hasStatic(from)) following.instance(from.parent, inside);
}

function isDecorated(from: ts.MethodDeclaration | ts.GetAccessorDeclaration): boolean {
  return ts.canHaveDecorators(from) && (ts.getDecorators(from)?.length ?? 0) > 0;
}

/** Follows an argument into the parameter that takes it. */
export function passedTo(to: FunctionNode, position: number, carried: Carried, following: Following): void {
  const own = to.parameters.filter(({ name }) => name.getText() !== 'this');
  const last = own.at(-1);
  const parameter = own[position] ?? (last?.dotDotDotToken ? last : undefined);
  if (parameter) {
    bindParameter(parameter, parameter.dotDotDotToken ? within(carried, '[]') : carried, following);
  }
  if (readsArguments(to)) following.escape(to, 'read through `arguments`', carried);
}

/** A parameter gets a value, and with it the property that some constructors make of it. */
export function bindParameter(parameter: ts.ParameterDeclaration, carried: Carried, following: Following): void {
  following.bind(parameter.name, carried);
  const owner = parameter.parent.parent;
  const name = keyOf(parameter.name);
  if (!ts.isParameterPropertyDeclaration(parameter, parameter.parent) || !ts.isClassLike(owner) || name === null)
    return;
  following.instance(owner, within(carried, `.${name}`));
}

function readsArguments(to: FunctionNode): boolean {
  if (ts.isArrowFunction(to) || !to.body) return false;
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === 'arguments') found = true;
    if (!found && (!ts.isFunctionLike(node) || ts.isArrowFunction(node))) ts.forEachChild(node, visit);
  };
  ts.forEachChild(to.body, visit);
  return found;
}
