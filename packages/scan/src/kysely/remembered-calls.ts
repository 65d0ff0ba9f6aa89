import type { Machine } from './machine.js';
import { isPlainObject, openMember, optionsOf, type Frame, type FunctionThing } from './things.js';
import { factsOf, isUnknown, type Spot } from './unknown.js';

const remembered = new WeakMap<Machine, WeakMap<object, Map<string, unknown>>>();

/**
 * Answers of calls with plain arguments, so that code whose functions call each other in many ways is gone through once per function
 * and arguments rather than once per way. A call again would find the same chains at the same places.
 */
export function rememberedCall(
  callee: FunctionThing,
  args: readonly unknown[] | null,
  site: Spot,
  machine: Machine,
  run: () => unknown,
): unknown {
  const plain = args === null ? null : keyOf(args, 0);
  if (plain === null) return run();
  const { node, frame, self } = callee;
  // What is defined inside of another call is another function, and a method is another one for another object.
  const answers = answersOf(typeof self === 'object' && self !== null ? self : frame, machine);
  const key = `${node.getSourceFile().fileName}:${node.pos}:${wayIn(frame, site, machine)}:${plain}`;
  if (answers.has(key)) return answers.get(key);
  const { cuts, journal } = machine;
  const mark = journal.mark;
  const answer = run();
  const isWhole = machine.cuts === cuts || !optionsOf(answer).some((each) => machine.traces.has(each));
  if (isWhole && !journal.wroteOutside(mark)) answers.set(key, answer);
  return answer;
}

/** What a function of another module makes counts where this module calls it: once per place. */
function wayIn(frame: Frame, site: Spot, { calls, module }: Machine): number {
  if (frame.module === module) return -1;
  const made = site.module === module ? site : calls.findLast((call) => call.site.module === module)?.site;
  return made?.node.pos ?? -1;
}

function answersOf(holder: object, machine: Machine): Map<string, unknown> {
  const byHolder = remembered.get(machine) ?? new WeakMap<object, Map<string, unknown>>();
  remembered.set(machine, byHolder);
  const answers = byHolder.get(holder) ?? new Map<string, unknown>();
  byHolder.set(holder, answers);
  return answers;
}

/** Equal for arguments that are the same to the interpreter; null where they hold chains, functions or objects of classes. */
function keyOf(value: unknown, depth: number): string | null {
  if (isUnknown(value)) {
    const { text, options, type, sql } = factsOf(value);
    return `?${options === null && type === null && sql === null ? '' : text}`;
  }
  if (Array.isArray(value)) return keyOfAll(value, depth, '[');
  if (isPlainObject(value)) {
    // An object may be changed by the call, and what is not known of it matters.
    return openMember(value) === null && depth > 0 ? keyOfAll(Object.entries(value).flat(), depth, '{') : null;
  }
  if (typeof value === 'string') return `"${value.length}:${value}`;
  const isPlain = value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? String(value) : null;
}

function keyOfAll(values: readonly unknown[], depth: number, sign: string): string | null {
  if (depth > 3 || values.length > 40) return null;
  const keys = values.map((each) => keyOf(each, depth + 1));
  return keys.includes(null) ? null : `${sign}${keys.join(',')}`;
}
