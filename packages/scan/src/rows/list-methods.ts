import { ts } from 'ts-morph';
import {
  element,
  head,
  isFunctionStep,
  isListLike,
  rest,
  withPath,
  within,
  type Answer,
  type Carried,
} from './carried.js';
import type { Following } from './following.js';
import { ELEMENT_CALLBACKS, LIST_MEMBERS, ONE_ELEMENT, RESULT_MEMBERS, SAME_LIST } from './method-tables.js';
import { runFunction } from './run-function.js';

/**
 * A method of a list, a map or a driver's answer is called.
 * @returns false where the method is a property like any other
 */
export function listMethod(call: ts.CallExpression, name: string, carried: Carried, following: Following): boolean {
  const step = head(carried);
  if (step === '{}') return mapMethod(call, name, carried, following);
  if (!isListLike(step)) return step === 'row';
  const one = element(carried);
  if (one === null) return false;
  if (step === 'rows?' && following.isColumn(name)) return false;
  const positions = ELEMENT_CALLBACKS.get(name);
  if (positions) withCallback(call, name, positions, one, following);
  if (SAME_LIST.has(name)) following.use(call, listOf(carried, one));
  else if (ONE_ELEMENT.has(name)) following.use(call, one);
  else if (name === 'entries') following.use(call, within(one, '[]', '.1'));
  else if (name === 'flat') following.use(call, isListLike(head(one)) ? one : listOf(carried, one));
  else if (name === 'next') following.use(call, within(one, '.value'));
  else if (name === 'on' || name === 'once') listener(call, one, following);
  else if (positions || LIST_MEMBERS.has(name)) return true;
  else if (step === 'result') ofDriver(call, name, carried, following);
  else following.escape(call, `\`.${name}()\` of the rows is not known`, carried);
  return true;
}

function listOf(carried: Carried, one: Carried): Carried {
  return head(carried) === '[]' ? carried : within(one, '[]');
}

function withCallback(
  call: ts.CallExpression,
  name: string,
  positions: readonly number[],
  one: Carried,
  following: Following,
): void {
  const [run, initial] = call.arguments;
  if (!run) return;
  const answer = ANSWERS.get(name) ?? 'dropped';
  const starts = name.startsWith('reduce') && initial === undefined ? [0, ...positions] : positions;
  for (const position of starts) runFunction(call, run, position, one, answer, following);
}

const ANSWERS: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['map', 'element'],
  ['flatMap', 'flat'],
  ['reduce', 'accumulated'],
  ['reduceRight', 'accumulated'],
]);

function mapMethod(call: ts.CallExpression, name: string, carried: Carried, following: Following): boolean {
  const value = rest(carried);
  const [run] = call.arguments;
  if (name === 'get') following.use(call, value);
  else if (name === 'values') following.use(call, within(value, '[]'));
  else if (name === 'entries') following.use(call, within(value, '[]', '.1'));
  else if (name === 'forEach' && run) runFunction(call, run, 0, value, 'dropped', following);
  else if (name === 'set') following.use(call, carried);
  else if (isFunctionStep(head(value))) return false;
  // `peek`, `fetch`, `take`: some cache's word for getting it.
  else if (!['has', 'delete', 'clear', 'keys'].includes(name)) following.use(call, value);
  return true;
}

/** `stream.on('data', (row) => …)`. */
function listener(call: ts.CallExpression, one: Carried, following: Following): void {
  const [event, run] = call.arguments;
  if (!event || !run || !ts.isStringLiteralLike(event)) return;
  if (['data', 'row'].includes(event.text)) runFunction(call, run, 0, one, 'dropped', following);
  else if (event.text === 'readable') following.escape(call, 'read from a stream', one);
  following.use(call, withPath(one, 'result'));
}

function ofDriver(call: ts.CallExpression, name: string, carried: Carried, following: Following): void {
  if (RESULT_MEMBERS.has(name)) return;
  if (name === 'pipe' || name === 'pipeTo' || name === 'pipeThrough') {
    following.escape(call, `\`.${name}()\` of the rows is not known`, carried);
    return;
  }
  // A cursor's `read`, which may also be given a function.
  const callback = call.arguments.find((argument) => ts.isFunctionLike(argument));
  if (callback) runFunction(call, callback, 1, carried, 'dropped', following);
  following.use(call, carried);
}
