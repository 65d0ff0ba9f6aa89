import { ts } from 'ts-morph';
import { flattened, head, isFunctionStep, isRow, rest, withPath, within, SQL, type Carried } from './carried.js';
import type { Following } from './following.js';
import { intoKnownCall } from './known-calls.js';
import { listMethod } from './list-methods.js';
import { ANSWER_DROPPED, ELEMENT_CALLBACKS, PUTTING, RUNNING, WRAPPING } from './method-tables.js';
import { calledName, runFunction, type Call } from './run-function.js';
import { parsedBySchema } from './schemas.js';
import { answerOf, ROW_CALLBACKS, sendsWhatWasBuilt } from './sending.js';
import { intoSvelteCall } from './svelte-calls.js';
import { baseOf, constructorOf } from './class-parts.js';
import { Things } from './things.js';
import { intoTypedCode } from './typed-callee.js';
import { intoUnknownCall } from './unknown-calls.js';

/**
 * A method of the value is called.
 * @returns false where the method is a property like any other
 */
export function calledAs(
  call: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  carried: Carried,
  following: Following,
): boolean {
  const name = access.name.text;
  const step = head(carried);
  if (isFunctionStep(step)) {
    if (name === 'call' || name === 'apply') {
      following.calling(step);
      following.use(call, rest(carried));
    } else if (name === 'bind') following.use(call, carried);
    return true;
  }
  if (name === 'then' || name === 'catch' || name === 'finally') {
    promised(call, name, carried, following);
    return true;
  }
  if (step === 'sql') {
    builder(call, name, carried, following);
    return true;
  }
  if (isRow(carried) && (name === 'hasOwnProperty' || name === 'propertyIsEnumerable')) {
    const [key] = call.arguments;
    if (key) following.property(key, carried, ts.isStringLiteralLike(key) ? key.text : null, key);
    return true;
  }
  return listMethod(call, name, carried, following);
}

function promised(call: ts.CallExpression, name: string, carried: Carried, following: Following): void {
  const value = head(carried) === 'sql' ? withPath(carried, 'result') : carried;
  if (head(carried) === 'sql') following.sent();
  const [then] = call.arguments;
  if (name === 'then' && then) runFunction(call, then, 0, value, 'value', following);
  else following.use(call, value);
}

/** A call in a chain that builds a query, or the one that sends it. */
function builder(call: ts.CallExpression, name: string, carried: Carried, following: Following): void {
  if (!sendsWhatWasBuilt(name)) {
    if (ELEMENT_CALLBACKS.has(name) && call.arguments[0] && name !== 'map') {
      following.sent();
      runFunction(call, call.arguments[0], 0, withPath(carried, 'row'), 'dropped', following);
    }
    following.use(call, carried);
    return;
  }
  following.sent();
  const answer = withPath(carried, ...answerOf(name));
  const callback = call.arguments.find((argument) => ts.isFunctionLike(argument));
  if (callback && ROW_CALLBACKS.has(name))
    runFunction(call, callback, 0, withPath(carried, 'rows?'), 'dropped', following);
  following.use(call, answer);
}

/** Follows a value into the call that it is an argument of. */
export function argumentOf(call: Call, position: number, carried: Carried, following: Following): void {
  if (carried.path.at(-1) === 'sql') for (const type of call.typeArguments ?? []) following.typed(type, SQL);
  if (call.expression.kind === ts.SyntaxKind.SuperKeyword) intoBaseClass(call, position, carried, following);
  else if (intoSvelteCall(call, position, carried, following)) return;
  else if (intoOwnCode(call, position, carried, following)) return;
  else if (carried.path.at(-1) === 'sql') sends(call, carried, following);
  else if (intoTypedCode(call, position, carried, following)) return;
  else if (intoMethod(call, position, carried, following)) return;
  else if (parsedBySchema(call, carried, following)) return;
  else if (intoKnownCall(call, position, carried, following)) return;
  else if (head(carried) === 'new') following.use(call, rest(carried));
  else intoUnknownCall(call, position, carried, following);
}

function intoBaseClass(call: Call, position: number, carried: Carried, following: Following): void {
  const owner = ts.findAncestor(call, ts.isClassLike);
  const base = owner ? baseOf(owner) : null;
  const things = base ? new Things(following.tree, carried.frames).of(base) : [];
  const constructors = things.flatMap((thing) => (thing.kind === 'class' ? (constructorOf(thing.node) ?? []) : []));
  for (const to of constructors) following.pass(to, position, carried, { call, callee: to, answer: 'dropped' });
  if (constructors.length === 0)
    following.escape(call, "passed to a base class that is not the consumer's own", carried);
}

/** Whether the call reaches code of the consumer's own. */
function intoOwnCode(call: Call, position: number, carried: Carried, following: Following): boolean {
  let isOwn = false;
  for (const thing of new Things(following.tree, carried.frames).of(call.expression)) {
    if (thing.kind === 'function' && thing.node.body) {
      following.pass(thing.node, position, carried, { call, callee: thing.node, answer: 'value' });
      isOwn = true;
    } else if (thing.kind === 'class') {
      const to = constructorOf(thing.node);
      const base = baseOf(thing.node);
      if (to) following.pass(to, position, carried, { call, callee: to, answer: 'dropped' });
      else if (base) following.escape(call, "passed to a base class that is not the consumer's own", carried);
      isOwn = true;
    }
  }
  return isOwn;
}

/** The query is an argument of something that sends it, or that wraps it up for sending. */
function sends(call: Call, carried: Carried, following: Following): void {
  const query = withPath(carried, 'sql');
  const name = calledName(call);
  if (ts.isNewExpression(call) || name === 'raw' || name === 'unsafe' || name === 'freeze' || name === 'prepare') {
    if (name === 'unsafe' || name === 'raw') following.sent();
    following.use(call, query);
    return;
  }
  following.sent();
  const rowCallback = name !== null && ROW_CALLBACKS.has(name);
  for (const argument of call.arguments) {
    if (!ts.isFunctionLike(argument)) continue;
    if (rowCallback)
      runFunction(call, argument, 0, withPath(carried, 'row'), name === 'map' ? 'element' : 'dropped', following);
    else runFunction(call, argument, 1, withPath(carried, 'result'), 'dropped', following);
  }
  if (name !== 'map') following.use(call, withPath(carried, ...answerOf(name)));
}

/** Methods of lists, maps and promises that take the value, or a function that answers it. */
function intoMethod(call: Call, position: number, carried: Carried, following: Following): boolean {
  const name = calledName(call);
  if (name === null) return false;
  const receiver = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : null;
  if (isFunctionStep(head(carried))) return runsAnswering(call, name, carried, following);
  if (receiver === null) return false;
  if (['has', 'includes', 'indexOf', 'lastIndexOf', 'delete', 'get', 'equals'].includes(name)) return true;
  if (name === 'concat') {
    following.use(call, head(carried) === '[]' ? carried : within(carried, '[]'));
    return true;
  }
  if (name === 'reduce' || name === 'reduceRight') {
    const [run] = call.arguments ?? [];
    if (position === 1 && run) runFunction(call, run, 0, carried, 'accumulated', following);
    return true;
  }
  const put = PUTTING.get(name);
  if (!put) return false;
  if (name === 'set' && call.arguments?.length === 1) following.assign(receiver, within(carried, '.$value'));
  else if (position >= put.from) following.assign(receiver, within(carried, put.step));
  if (name === 'set' || name === 'add') following.use(call, within(carried, put.step));
  return true;
}

/** What a call makes of a function that answers rows, told by the call's name. */
function runsAnswering(call: Call, name: string, carried: Carried, following: Following): boolean {
  const step = head(carried);
  const answer = rest(carried);
  if (WRAPPING.has(name)) {
    following.use(call, carried);
    return true;
  }
  if (ANSWER_DROPPED.has(name) || DROPPING.has(name)) {
    following.calling(step);
    return true;
  }
  const isList = name === 'map' || name === 'from' || name === 'fromAsync' || name === 'mapSeries';
  if (!isList && name !== 'flatMap' && !name.startsWith('reduce') && !RUNNING.has(name)) return false;
  following.calling(step);
  if (name === 'flatMap') following.use(call, flattened(answer));
  else following.use(call, isList ? within(answer, '[]') : answer);
  return true;
}

const DROPPING = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'nextTick',
  '$effect',
  'pre',
  'useEffect',
  'useLayoutEffect',
  'onMount',
  'onDestroy',
  'onMounted',
  'watch',
  'watchEffect',
  'effect',
  'after',
]);
