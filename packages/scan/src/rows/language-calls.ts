import { ts } from 'ts-morph';
import { nothing, same, under, use, type Rule } from './call-rule.js';
import { element, head, isFunctionStep, isRow, rest, within, type Carried } from './carried.js';
import { finiteKeys } from './finite-keys.js';
import type { Following } from './following.js';
import { runFunction, type Call } from './run-function.js';
import { Things } from './things.js';

/** What the functions of the language do with a value, by the text of the callee. */
export const LANGUAGE: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['Boolean', nothing],
  ['String', nothing],
  ['Number', nothing],
  ['Array.isArray', nothing],
  ['Object.is', nothing],
  ['Object.freeze', same],
  ['Object.seal', same],
  ['Object.fromEntries', fromEntries],
  ['Object.assign', assigned],
  ['Object.hasOwn', asked],
  ['Reflect.has', asked],
  ['Reflect.get', asked],
  ['Object.values', values],
  ['Object.entries', entries],
  ['Object.keys', keys],
  ['Object.getOwnPropertyNames', keys],
  ['Object.groupBy', grouped],
  ['Map.groupBy', grouped],
  ['structuredClone', same],
  ['Promise.resolve', same],
  ['Promise.all', same],
  ['Promise.any', (call, _, carried, following) => eachOf(call, carried, following)],
  ['Promise.race', (call, _, carried, following) => eachOf(call, carried, following)],
  ['Promise.allSettled', settled],
  ['Array.from', arrayFrom],
  ['Array.of', under('[]')],
  ['Set', same],
  ['Map', fromEntries],
  ['WeakSet', same],
  ['Array', under('[]')],
]);

function eachOf(call: Call, carried: Carried, following: Following): boolean {
  const one = element(carried);
  return one === null || use(call, one, following);
}

function settled(call: Call, _: number, carried: Carried, following: Following): boolean {
  const one = element(carried);
  return one === null || use(call, within(one, head(carried), '.value'), following);
}

function arrayFrom(call: Call, position: number, carried: Carried, following: Following): boolean {
  const [, run] = call.arguments ?? [];
  if (position === 1) return isFunctionStep(head(carried)) && use(call, within(rest(carried), '[]'), following);
  const one = head(carried) === '{}' ? within(rest(carried), '.1') : element(carried);
  if (one === null) return true;
  if (run) runFunction(call, run, 0, one, 'element', following);
  else following.use(call, within(one, '[]'));
  return true;
}

/** `[[key, row], …]` becomes a map; a map stays one. */
function fromEntries(call: Call, _: number, carried: Carried, following: Following): boolean {
  if (head(carried) === '{}') return use(call, carried, following);
  const pair = element(carried);
  if (pair === null || head(pair) === '.0') return true;
  if (head(pair) === '.1' || head(pair) === '[]') return use(call, within(rest(pair), '{}'), following);
  return false;
}

function assigned(call: Call, position: number, carried: Carried, following: Following): boolean {
  const [target] = call.arguments ?? [];
  following.use(call, carried);
  if (position > 0 && target && !ts.isObjectLiteralExpression(target) && !ts.isNewExpression(target)) {
    following.assign(target, carried);
  }
  const made =
    position > 0 && target && ts.isNewExpression(target) ? new Things(following.tree, carried.frames).of(target) : [];
  for (const thing of made) {
    if (thing.kind === 'instance' && ts.isClassLike(thing.node)) following.instance(thing.node, carried);
  }
  return true;
}

/** `Object.hasOwn(row, 'id')`. */
function asked(call: Call, position: number, carried: Carried, following: Following): boolean {
  const [, key] = call.arguments ?? [];
  if (position > 0 || !key || !isRow(carried)) return true;
  const names = finiteKeys(key, following.tree);
  if (names === null) return false;
  for (const name of names) following.read(name, key, carried);
  return true;
}

/** Of a row every column comes out; of an object what it holds. */
function values(call: Call, _: number, carried: Carried, following: Following): boolean {
  if (isRow(carried)) return everyColumn(call, carried, following);
  const step = head(carried);
  if (step === '{}' || step === '[]' || step.startsWith('.')) return use(call, within(rest(carried), '[]'), following);
  return false;
}

function entries(call: Call, _: number, carried: Carried, following: Following): boolean {
  if (isRow(carried)) return everyColumn(call, carried, following);
  const step = head(carried);
  if (step === '{}' || step === '[]' || step.startsWith('.'))
    return use(call, within(rest(carried), '[]', '.1'), following);
  return false;
}

function keys(call: Call, _: number, carried: Carried, following: Following): boolean {
  return !isRow(carried) || everyColumn(call, carried, following);
}

function everyColumn(call: Call, carried: Carried, following: Following): boolean {
  following.escape(call, `every column comes out (\`${call.expression.getText()}\`)`, carried);
  return true;
}

function grouped(call: Call, position: number, carried: Carried, following: Following): boolean {
  const [, run] = call.arguments ?? [];
  const one = element(carried);
  if (position > 0 || one === null) return true;
  if (run) runFunction(call, run, 0, one, 'dropped', following);
  return use(call, within(one, '{}', '[]'), following);
}
