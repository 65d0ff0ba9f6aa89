import type { ts } from 'ts-morph';

/**
 * How to get from a value to a row, outermost step first; the last one says what is there:
 * - `.name` a property, `[]` any element of a list, `{}` any value of a map or of an object with computed keys
 * - `()` what a function returns (with the number of the function), `new` what a class makes
 * - `row`, `rows?` (a row or rows: what a driver gives for the first element), `result` (whatever a driver answers), and `sql` (a text or query
 *   that is still to be sent)
 */
export type Step = string;

/** A value on its way through the code that has rows in it. */
export interface Carried {
  readonly path: readonly Step[];
  /** Columns that the row no longer has: taken out by destructuring, or replaced. Sorted. */
  readonly without: readonly string[];
  /** The only columns that it still has; null for all. Sorted. */
  readonly only: readonly string[] | null;
  /** The calls through which it came in, innermost last: it goes back the same way. */
  readonly frames: readonly Frame[];
}

export interface Frame {
  /** The expression that calls, or that runs the function it is given. */
  readonly call: ts.Node;
  readonly callee: ts.Node;
  /** What the caller makes of the answer. */
  readonly answer: Answer;
}

/** Of an answer of a function: it is the call's own, one element of the list that the call answers, that list itself, nothing, fed back (`reduce`), something nobody knows, or what is at the end of a path. */
export type Answer = 'value' | 'element' | 'flat' | 'dropped' | 'accumulated' | 'unknown' | readonly Step[];

export const SQL: Carried = { path: ['sql'], without: [], only: null, frames: [] };

/** The value as a part of something larger. */
export function within(carried: Carried, ...steps: readonly Step[]): Carried {
  return { ...carried, path: [...steps, ...carried.path] };
}

/** What is left of the way after the first step. */
export function rest(carried: Carried): Carried {
  return { ...carried, path: carried.path.slice(1) };
}

/** The same place, another way on. */
export function withPath(carried: Carried, ...path: readonly Step[]): Carried {
  return { ...carried, path };
}

/** The first step of the way. */
export function head(carried: Carried): Step {
  return carried.path[0] ?? 'row';
}

export function isFunctionStep(step: Step): boolean {
  return step.startsWith('()');
}

/** Whether it is a list, or a thing that a driver gives, which may be one. */
export function isListLike(step: Step): boolean {
  return step === '[]' || step === 'result' || step === 'rows?' || /^\.\d+$/.test(step);
}

/** What an element of a list has; null where the value is no list. */
export function element(carried: Carried): Carried | null {
  const step = head(carried);
  if (step === 'result') return withPath(carried, 'rows?');
  if (step === 'rows?') return withPath(carried, 'row');
  if (step === 'sql') return withPath(carried, 'rows?');
  return isListLike(step) ? rest(carried) : null;
}

/** A list of lists as one list: what `flatMap` makes of the lists, or single values, that its function answers. */
export function flattened(carried: Carried): Carried {
  const one = head(carried) === 'rows?' ? null : element(carried);
  return within(one ?? carried, '[]');
}

/** The row without a column, as `const { id, ...others } = row` leaves it; other values as they are. */
export function withoutColumns(carried: Carried, columns: readonly string[]): Carried {
  if (columns.length === 0) return carried;
  if (isRow(carried)) return { ...carried, without: [...new Set([...carried.without, ...columns])].sort() };
  return carried;
}

/** The row with these columns only. */
export function onlyColumns(carried: Carried, columns: readonly string[]): Carried {
  const kept = carried.only === null ? columns : columns.filter((column) => carried.only?.includes(column));
  return { ...carried, only: [...new Set(kept)].sort() };
}

export function isRow(carried: Carried): boolean {
  return head(carried) === 'row' || head(carried) === 'rows?';
}

/** Whether it still has a column. */
export function has(carried: Carried, column: string): boolean {
  return !carried.without.includes(column) && (carried.only === null || carried.only.includes(column));
}
