import { MAX_OPTIONS, type Machine } from './machine.js';
import { Choice, FunctionThing, isPlainObject, LibraryMethod, markOpen, openMember } from './things.js';
import { factsOf, isUnknown, WantedError, type Spot } from './unknown.js';

/** The arguments of a call for each way through the choices in them. */
export function alternatives(args: readonly unknown[]): readonly (readonly unknown[])[] {
  return combinations(args.map((each) => waysOf(each, 0)));
}

/** Every combination; where that are too many, as few as it takes for each option to stand in one, so that no name is missed. */
function combinations(ways: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  const count = ways.reduce((product, each) => product * each.length, 1);
  if (count > MAX_OPTIONS) {
    const rows = Math.max(...ways.map((each) => each.length));
    return Array.from({ length: rows }, (_, row) => ways.map((each) => each[Math.min(row, each.length - 1)]));
  }
  return ways.reduce<readonly (readonly unknown[])[]>(
    (lists, each) => lists.flatMap((list) => each.map((way) => [...list, way])),
    [[]],
  );
}

function waysOf(value: unknown, depth: number): readonly unknown[] {
  if (value instanceof Choice) return value.options.flatMap((each) => waysOf(each, depth + 1));
  if (depth > 4 || !(Array.isArray(value) || isPlainObject(value))) return [value];
  if (Array.isArray(value)) return value.some(isBranching) ? alternativesOfArray(value, depth) : [value];
  const entries = Object.entries(value);
  if (!entries.some(([, each]) => isBranching(each))) return [value];
  return alternativesOfArray(
    entries.map(([, each]) => each),
    depth,
  ).map((members) => {
    const copy = Object.create(null) as Record<string, unknown>;
    entries.forEach(([key], at) => (copy[key] = members[at]));
    const open = openMember(value);
    if (open !== null) markOpen(copy, open);
    return copy;
  });
}

function isBranching(value: unknown): boolean {
  if (value instanceof Choice) return true;
  if (Array.isArray(value)) return value.some(isBranching);
  return isPlainObject(value) && Object.values(value).some(isBranching);
}

function alternativesOfArray(items: readonly unknown[], depth: number): readonly (readonly unknown[])[] {
  return combinations(items.map((each) => waysOf(each, depth + 1)));
}

/** One run of a call of Kysely: which way its callbacks take where their code branches, and what they answered. */
export class CallRun {
  private at = 0;
  private readonly counts: number[] = [];
  readonly parts: object[] = [];
  /** What callbacks answered that is not known, and was left out. */
  readonly left: object[] = [];
  /** Objects with members that are not known, as they were handed over. */
  readonly open: object[] = [];

  /** @param plan - which way is taken at each branch in turn; one number for the same at all of them */
  constructor(private readonly plan: readonly number[] | number) {}

  choose(options: readonly unknown[]): unknown {
    const way = typeof this.plan === 'number' ? this.plan : (this.plan[this.at] ?? 0);
    this.counts[this.at] = options.length;
    this.at += 1;
    return options[Math.min(way, options.length - 1)];
  }

  /** The most ways that any branch had. */
  get widest(): number {
    return Math.max(0, ...this.counts);
  }

  /** The run after this one; null after the last. */
  next(): readonly number[] | null {
    const plan = typeof this.plan === 'number' ? [] : this.plan;
    for (let at = this.counts.length - 1; at >= 0; at -= 1) {
      const way = plan[at] ?? 0;
      if (way + 1 < (this.counts[at] ?? 0))
        return [...Array.from({ length: at }, (_, each) => plan[each] ?? 0), way + 1];
    }
    return null;
  }
}

/** A value as Kysely gets it: functions of the consumer can be called, everything else is as it is. */
export function toHost(value: unknown, run: CallRun, site: Spot, machine: Machine, depth = 0): unknown {
  if (isUnknown(value) && factsOf(value).sql !== null) throw new WantedError(value, 'name');
  if (value instanceof FunctionThing) return callback(value, run, site, machine);
  if (value instanceof LibraryMethod) return (...args: readonly unknown[]) => value.call.apply(value.owner, [...args]);
  if (value instanceof Choice) return toHost(run.choose(value.options), run, site, machine, depth);
  if (Array.isArray(value)) return value.map((each) => toHost(each, run, site, machine, depth + 1));
  if (!isPlainObject(value)) return value;
  if (openMember(value) !== null && depth < 2) run.open.push(value);
  const copy = Object.create(null) as Record<string, unknown>;
  // What stands below a column is that column's value, JSON as a rule.
  for (const [key, each] of Object.entries(value)) copy[key] = toHost(each, run, site, machine, depth + 2);
  return copy;
}

function callback(
  thing: FunctionThing,
  run: CallRun,
  site: Spot,
  machine: Machine,
): (...args: readonly unknown[]) => unknown {
  return (...args) => {
    for (const each of args) {
      const isObject = (typeof each === 'object' && each !== null) || typeof each === 'function';
      if (isObject && !machine.traces.has(each)) machine.traces.set(each, machine.traces.of(each));
    }
    const answer = machine.invoke(thing, args, site);
    const one = known(answer instanceof Choice ? run.choose(answer.options) : answer, run);
    if (isUnknown(one)) throw new WantedError(one, 'name');
    noteParts(one, run, machine, 0);
    return toHost(one, run, site, machine);
  };
}

/** A list without what is not known in it. */
function known(answer: unknown, run: CallRun): unknown {
  if (!Array.isArray(answer)) return answer;
  const left = answer.filter(isUnknown);
  if (left.length === 0 || left.length === answer.length) return left.length === 0 ? answer : left[0];
  run.left.push(...left);
  return answer.filter((each) => !isUnknown(each));
}

function noteParts(value: unknown, run: CallRun, machine: Machine, depth: number): void {
  if (machine.traces.has(value)) run.parts.push(value);
  else if (depth < 4 && Array.isArray(value)) for (const each of value) noteParts(each, run, machine, depth + 1);
  else if (depth < 4 && isPlainObject(value))
    for (const each of Object.values(value)) noteParts(each, run, machine, depth + 1);
}

/** Puts something else in the place of one value, wherever it stands in the arguments. */
export function replace(value: unknown, old: unknown, by: unknown, depth = 0): unknown {
  if (value === old) return by;
  if (depth > 4) return value;
  if (Array.isArray(value)) return value.map((each) => replace(each, old, by, depth + 1));
  if (!isPlainObject(value)) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, each] of Object.entries(value)) copy[key] = replace(each, old, by, depth + 1);
  const open = openMember(value);
  if (open !== null && open !== old) markOpen(copy, open);
  return copy;
}

/** Leaves a value out of the lists that it stands in; null where it stands in none, or is all there is. */
export function without(args: readonly unknown[], old: unknown): readonly unknown[] | null {
  const found = args.some((each) => Array.isArray(each) && holds(each, old));
  const prune = (value: unknown): unknown =>
    Array.isArray(value) ? value.filter((each) => each !== old).map(prune) : value;
  const pruned = args.map(prune);
  const empty = pruned.some(
    (each, at) => Array.isArray(each) && each.length === 0 && Array.isArray(args[at]) && args[at].length > 0,
  );
  return found && !empty ? pruned : null;
}

function holds(list: readonly unknown[], wanted: unknown): boolean {
  return list.some((each) => each === wanted || (Array.isArray(each) && holds(each, wanted)));
}
