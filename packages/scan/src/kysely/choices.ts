import type { Change, Holder, Journal } from './journal.js';
import type { Machine } from './machine.js';
import { MAX_OPTIONS } from './machine.js';
import { shapeOf } from './query-shape.js';
import { Choice, optionsOf } from './things.js';
import type { Traces } from './trace.js';
import { factsOf, isUnknown, unknownAt, type Spot } from './unknown.js';

/** One of several values. Constants become an unknown value that remembers its texts: mostly it is a parameter, and which one is all the same. */
export function oneOf(options: readonly unknown[], site: Spot): unknown {
  const different = [...new Set(options.flatMap(optionsOf))];
  if (different.length === 1) return different[0];
  if (different.every(isConstant)) return constantOf(different, site);
  const complete =
    different.length <= MAX_OPTIONS && options.every((each) => !(each instanceof Choice) || each.complete);
  return new Choice(different.slice(0, MAX_OPTIONS), false, complete);
}

/** Does the same with each option of a choice. */
export function eachOption(choice: Choice, work: (option: unknown) => unknown, site: Spot): unknown {
  const answers = choice.options.map(work);
  const first = optionsOf(answers[0])[0];
  const last = optionsOf(answers[1]).at(-1);
  const pair =
    choice.nested && answers.length === 2 && answers.every(isNestedOrPlain) && !isConstant(first) && !isConstant(last);
  if (pair && first !== last) return new Choice([first, last], true, choice.complete);
  const all = oneOf(answers, site);
  return all instanceof Choice && !choice.complete ? new Choice(all.options, false, false) : all;
}

function isNestedOrPlain(value: unknown): boolean {
  return !(value instanceof Choice) || value.nested;
}

function isConstant(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function') || isUnknown(value);
}

function constantOf(options: readonly unknown[], site: Spot): object {
  const texts: string[] = [];
  let known = true;
  for (const option of options) {
    if (typeof option === 'string') texts.push(option);
    else if (isUnknown(option)) {
      const inner = factsOf(option).options;
      if (inner === null) known = false;
      else texts.push(...inner);
    }
  }
  const some = options.find(isUnknown);
  const few = known && texts.length > 0 && texts.length <= MAX_OPTIONS;
  if (some !== undefined && !few) return some;
  return unknownAt(site, { options: few ? [...new Set(texts)] : null, from: 'one of several values' });
}

/**
 * A value that a step changed which the code takes in some cases only. With the step it uses whatever it uses without, so the longer
 * chain alone stands for both, unless other tables or groups make it a different statement.
 */
export function perhaps(after: unknown, before: unknown, machine: Machine, site: Spot): unknown {
  if (after === before) return after;
  const afters = optionsOf(after);
  const befores = optionsOf(before);
  const covered = befores.every((old) => afters.some((each) => covers(each, old, machine.traces)));
  if (covered) return after;
  const goesOn = befores.every((old) => afters.some((each) => descends(each, old, machine.traces)));
  return goesOn ? longerOrShorter(after, befores, machine, site) : oneOf([after, before], site);
}

/** The longer chains use all that the shorter ones do: of these one is enough, so that many steps do not multiply. */
function longerOrShorter(after: unknown, befores: readonly unknown[], { traces }: Machine, site: Spot): unknown {
  const shortest = befores.at(-1);
  const longest = after instanceof Choice && after.nested ? after.options[0] : after;
  for (const each of optionsOf(after)) if (each !== longest && !(longest instanceof Choice)) traces.discard(each);
  if (longest instanceof Choice) return oneOf([longest, shortest], site);
  return new Choice([longest, shortest], true, true);
}

/** The value of an expression that is one of two; nothing is lost where one of them is all of the other and more. */
export function either(one: unknown, other: unknown, machine: Machine, site: Spot): unknown {
  const more = optionsOf(one);
  const goesOn = optionsOf(other).every((old) => more.some((each) => descends(each, old, machine.traces)));
  return goesOn ? perhaps(one, other, machine, site) : perhaps(other, one, machine, site);
}

function covers(after: unknown, before: unknown, traces: Traces): boolean {
  if (after === before) return true;
  return descends(after, before, traces) && shapeOf(after as object) === shapeOf(before as object); // what descends is an object
}

function descends(after: unknown, before: unknown, traces: Traces): boolean {
  if (!traces.has(after) || !traces.has(before)) return false;
  for (let each: object | null = after; each !== null; each = traces.of(each).before) if (each === before) return true;
  return false;
}

/** Writes what a branch changed that is taken in some cases. */
export function applyPerhaps(changes: readonly Change[], machine: Machine, site: Spot): void {
  for (const { holder, key, before, after } of changes) {
    machine.journal.write(holder, key, perhaps(after, before, machine, site));
  }
}

/** Writes what branches changed of which exactly one is taken. */
export function applyOneOf(branches: readonly (readonly Change[])[], journal: Journal, site: Spot): void {
  const places = new Map<Holder, Set<unknown>>();
  for (const { holder, key } of branches.flat()) places.set(holder, (places.get(holder) ?? new Set()).add(key));
  for (const [holder, keys] of places) {
    for (const key of keys) {
      const values = branches.map(
        (changes) => changes.find((each) => each.holder === holder && each.key === key) ?? { after: holder.get(key) },
      );
      journal.write(
        holder,
        key,
        oneOf(
          values.map(({ after }) => after),
          site,
        ),
      );
    }
  }
}
