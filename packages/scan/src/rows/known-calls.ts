import { ts } from 'ts-morph';
import { declarationOf } from '../value/declaration.js';
import {
  element,
  head,
  isFunctionStep,
  isRow,
  onlyColumns,
  rest,
  within,
  withoutColumns,
  type Carried,
} from './carried.js';
import { finiteKeys } from './finite-keys.js';
import type { Following } from './following.js';
import { calledName, runFunction, type Call } from './run-function.js';
import { Things } from './things.js';

type Rule = (call: Call, position: number, carried: Carried, following: Following) => boolean;

const nothing: Rule = () => true;
const same: Rule = (call, _, carried, following) => {
  following.use(call, carried);
  return true;
};
const under =
  (...steps: readonly string[]): Rule =>
  (call, _, carried, following) => {
    following.use(call, within(carried, ...steps));
    return true;
  };

/** What the functions of the language do with a value, by the text of the callee. */
const LANGUAGE: ReadonlyMap<string, Rule> = new Map<string, Rule>([
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

/** Functions of frameworks, by name: how they keep what they are given. */
const FRAMEWORKS: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['$state', same],
  ['$state.raw', same],
  ['$state.snapshot', same],
  ['$derived', same],
  ['$derived.by', derivedBy],
  ['$bindable', same],
  ['$inspect', nothing],
  ['writable', under('.$value')],
  ['readable', under('.$value')],
  ['get', stored],
  ['ref', under('.value')],
  ['shallowRef', under('.value')],
  ['computed', (call, _, carried, following) => ran(call, carried, following, '.value')],
  ['reactive', same],
  ['readonly', same],
  ['markRaw', same],
  ['toRaw', same],
  [
    'unref',
    (call, _, carried, following) => use(call, head(carried) === '.value' ? rest(carried) : carried, following),
  ],
  ['useState', under('.0')],
  ['useRef', under('.current')],
  ['useDeferredValue', same],
  ['React.useState', under('.0')],
  ['React.useRef', under('.current')],
  ['React.useMemo', (call, _, carried, following) => ran(call, carried, following)],
  ['use', same],
  ['fail', same],
  ['defer', same],
  ['data', same],
]);

/** Functions that only ask whether something is there, or what it is. */
const ASSERTIONS =
  /^(?:assert|ok|invariant|tiny_?[iI]nvariant|isNil|isNull|isUndefined|isEmpty|isDefined|isArray|equal|notEqual|strictEqual|notStrictEqual)$/;

/** Follows a value into a function of the language, of a framework or of a well-known package. */
export function intoKnownCall(call: Call, position: number, carried: Carried, following: Following): boolean {
  const callee = call.expression.getText();
  const name = calledName(call) ?? '';
  const root = rootOf(call.expression);
  const isForeign =
    root === null || declarationOf(root, following.tree.moduleOf(root), following.tree)?.kind !== 'declared';
  if (!isForeign) return false;
  const rule = LANGUAGE.get(callee) ?? FRAMEWORKS.get(callee);
  if (rule) return rule(call, position, carried, following);
  if (ASSERTIONS.test(name)) return true;
  return intoLodash(call, name, position, carried, following);
}

function rootOf(node: ts.Expression): ts.Identifier | null {
  if (ts.isPropertyAccessExpression(node)) return rootOf(node.expression);
  return ts.isIdentifier(node) ? node : null;
}

function use(node: ts.Node, carried: Carried, following: Following): boolean {
  following.use(node, carried);
  return true;
}

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

function derivedBy(call: Call, _: number, carried: Carried, following: Following): boolean {
  return ran(call, carried, following);
}

/** The function that answers it is run, and the call answers the same. */
function ran(call: Call, carried: Carried, following: Following, ...steps: readonly string[]): boolean {
  if (!isFunctionStep(head(carried))) return false;
  following.calling(head(carried));
  return use(call, within(rest(carried), ...steps), following);
}

function stored(call: Call, _: number, carried: Carried, following: Following): boolean {
  return head(carried) !== '.$value' || use(call, rest(carried), following);
}

/** Those whose functions take the list or object first. */
const LODASH = /^(?:lodash(?:[-./](?!fp).*)?|underscore|remeda|radash|es-toolkit.*|just-.*)$/;

/** Functions that packages such as lodash have for lists and objects. */
function intoLodash(call: Call, name: string, position: number, carried: Carried, following: Following): boolean {
  if (position > 0) return false;
  const things = new Things(following.tree, carried.frames).of(call.expression);
  if (!things.some((thing) => thing.kind === 'package' && LODASH.test(thing.package))) return false;
  return lodash(name)(call, position, carried, following);
}

function lodash(name: string): Rule {
  if (name === 'pick') return (call, _, carried, following) => picked(call, carried, following);
  if (name === 'omit') return (call, _, carried, following) => omitted(call, carried, following);
  if (name === 'cloneDeep' || name === 'clone') return same;
  if (['keyBy', 'groupBy', 'indexBy'].includes(name))
    return (call, _, carried, following) => keyed(call, name, carried, following);
  if (['sortBy', 'orderBy', 'uniqBy', 'filter'].includes(name))
    return (call, _, carried, following) => iterated(call, carried, carried, following);
  if (['find', 'minBy', 'maxBy', 'head', 'first', 'last'].includes(name)) {
    return (call, _, carried, following) => iterated(call, carried, element(carried), following);
  }
  return () => false;
}

function namesIn(call: Call, following: Following): readonly string[] | null {
  const names: string[] = [];
  for (const argument of (call.arguments ?? []).slice(1)) {
    for (const part of ts.isArrayLiteralExpression(argument) ? argument.elements : [argument]) {
      const some = finiteKeys(part, following.tree);
      if (some === null) return null;
      names.push(...some);
    }
  }
  return names;
}

function picked(call: Call, carried: Carried, following: Following): boolean {
  const names = namesIn(call, following);
  if (names === null || !isRow(carried)) return false;
  for (const name of names) following.read(name, call, carried);
  return use(call, onlyColumns(carried, names), following);
}

function omitted(call: Call, carried: Carried, following: Following): boolean {
  const names = namesIn(call, following);
  return names !== null && isRow(carried) && use(call, withoutColumns(carried, names), following);
}

function keyed(call: Call, name: string, carried: Carried, following: Following): boolean {
  const one = element(carried);
  if (one === null) return false;
  const value = name === 'groupBy' ? within(one, '{}', '[]') : within(one, '{}');
  return iterated(call, carried, value, following);
}

/** The elements go into a function, or are asked for a property by its name; the call answers what is given. */
function iterated(call: Call, carried: Carried, answer: Carried | null, following: Following): boolean {
  const [, by] = call.arguments ?? [];
  const one = element(carried);
  if (one === null) return false;
  const parts = by && ts.isArrayLiteralExpression(by) ? [...by.elements] : by ? [by] : [];
  for (const part of parts) {
    const names = finiteKeys(part, following.tree);
    if (names === null) runFunction(call, part, 0, one, 'dropped', following);
    else for (const name of names) following.property(part, one, name, part);
  }
  return answer === null || use(call, answer, following);
}
