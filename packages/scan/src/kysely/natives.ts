import { oneOf } from './choices.js';
import type { Machine } from './machine.js';
import {
  FunctionThing,
  isPlainObject,
  markOpen,
  openMember,
  optionsOf,
  type GlobalThing,
  type NativeMethod,
} from './things.js';
import { isUnknown, unknownAt, type Spot } from './unknown.js';

type Native = (
  owner: readonly unknown[],
  args: readonly unknown[],
  call: (callee: unknown, args: readonly unknown[]) => unknown,
) => unknown;

const ARRAY_METHODS: Readonly<Record<string, Native>> = {
  map: (owner, [each], call) => owner.map((item, at) => call(each, [item, at])),
  flatMap: (owner, [each], call) => owner.flatMap((item, at) => call(each, [item, at])),
  // Which elements a condition holds for is not known: with all of them nothing is missed.
  filter: (owner, [each], call) => (owner.forEach((item) => call(each, [item])), [...owner]),
  forEach: (owner, [each], call) => owner.forEach((item, at) => call(each, [item, at])),
  concat: (owner, args) => [...owner, ...args.flat(1)],
  slice: (owner) => [...owner],
  sort: (owner) => owner,
  reverse: (owner) => [...owner].reverse(),
  flat: (owner) => owner.flat(1),
  reduce: (owner, [each, start], call) => owner.reduce((sum, item) => call(each, [sum, item]), start),
  at: (owner, [at]) => (typeof at === 'number' ? owner.at(at) : undefined),
};

/** What a method of an array or text answers, where that is simple to tell. */
export function callNative(method: NativeMethod, args: readonly unknown[], site: Spot, machine: Machine): unknown {
  const { owner, name } = method;
  const call = (callee: unknown, given: readonly unknown[]): unknown => machine.invoke(callee, given, site);
  if (owner instanceof FunctionThing) return callBound(owner, name, args, site, machine);
  if (Array.isArray(owner)) {
    if (name === 'push' || name === 'unshift') return name === 'push' ? owner.push(...args) : owner.unshift(...args);
    if (name === 'join') return joinTexts(owner, args[0], site);
    const native = Object.hasOwn(ARRAY_METHODS, name) ? ARRAY_METHODS[name] : undefined;
    if (native !== undefined) return native(owner, args, call);
    const found =
      owner.length > 0 && (name === 'find' || name === 'pop' || name === 'shift') ? oneOf(owner, site) : null;
    for (const each of args) if (each instanceof FunctionThing) call(each, [owner[0]]);
    return found ?? unknownAt(site, { from: 'computed' });
  }
  return typeof owner === 'string' ? callText(owner, name, args, site) : unknownAt(site, { from: 'computed' });
}

function joinTexts(owner: readonly unknown[], separator: unknown, site: Spot): unknown {
  const known =
    owner.every((each) => typeof each === 'string') && (separator === undefined || typeof separator === 'string');
  return known ? owner.join(separator ?? ',') : unknownAt(site, { from: 'joined from values that are not known' });
}

function callText(owner: string, name: string, args: readonly unknown[], site: Spot): unknown {
  if (name === 'trim') return owner.trim();
  if (name === 'toLowerCase') return owner.toLowerCase();
  if (name === 'toUpperCase') return owner.toUpperCase();
  if (name === 'toString') return owner;
  if (name === 'concat' && args.every((each) => typeof each === 'string')) return owner.concat(...args);
  if (name === 'split' && typeof args[0] === 'string') return owner.split(args[0]);
  return unknownAt(site, { from: 'computed' });
}

function callBound(
  owner: FunctionThing,
  name: string,
  args: readonly unknown[],
  site: Spot,
  machine: Machine,
): unknown {
  if (name === 'bind') return owner;
  if (name === 'call') return machine.invoke(owner, args.slice(1), site);
  if (name === 'apply') return machine.invoke(owner, Array.isArray(args[1]) ? args[1] : [], site);
  return unknownAt(site);
}

function assignMembers(target: Record<string, unknown>, sources: readonly unknown[]): object {
  for (const source of sources.flatMap(optionsOf)) {
    const open = isUnknown(source) ? source : isPlainObject(source) ? openMember(source) : null;
    if (open !== null) markOpen(target, open);
    if (isPlainObject(source)) Object.assign(target, source);
  }
  return target;
}

/** What a function of JavaScript itself answers; undefined where it is none that matters here. */
export function callGlobal({ path }: GlobalThing, args: readonly unknown[]): { readonly value: unknown } | null {
  const [first] = args;
  if (path === 'Promise.all' || path === 'Promise.allSettled' || path === 'Promise.resolve') return { value: first };
  if (path === 'Object.freeze' || path === 'Object.seal') return { value: first };
  if (path === 'Array.from' && Array.isArray(first) && args.length === 1) return { value: first };
  if (path === 'Object.assign' && isPlainObject(first)) return { value: assignMembers(first, args.slice(1)) };
  if (path === 'String' && (typeof first === 'string' || typeof first === 'number')) return { value: String(first) };
  if (!isPlainObject(first) || openMember(first) !== null) return null;
  if (path === 'Object.keys') return { value: Object.keys(first) };
  if (path === 'Object.values') return { value: Object.values(first) };
  if (path === 'Object.entries') return { value: Object.entries(first) };
  return null;
}
