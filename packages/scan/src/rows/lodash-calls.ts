import { ts } from 'ts-morph';
import { same, use, type Rule } from './call-rule.js';
import { element, isRow, onlyColumns, within, withoutColumns, type Carried } from './carried.js';
import { finiteKeys } from './finite-keys.js';
import type { Following } from './following.js';
import { runFunction, type Call } from './run-function.js';
import { Things } from './things.js';

/** Those whose functions take the list or object first. */
const LODASH = /^(?:lodash(?:[-./](?!fp).*)?|underscore|remeda|radash|es-toolkit.*|just-.*)$/;

/** Functions that packages such as lodash have for lists and objects. */
export function intoLodash(
  call: Call,
  name: string,
  position: number,
  carried: Carried,
  following: Following,
): boolean {
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
