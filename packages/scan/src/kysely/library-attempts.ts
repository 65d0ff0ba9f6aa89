import { compileQuery } from './compile.js';
import { isDatabase } from './database-members.js';
import { CallRun, replace, toHost, without } from './host-values.js';
import { MAX_OPTIONS, type Machine } from './machine.js';
import { membersOf } from './member-types.js';
import { queryNodeOf } from './query-shape.js';
import { describeUnknown, isPlainObject, openMember, type LibraryMethod } from './things.js';
import type { Note, Trace } from './trace.js';
import { factsOf, isUnknown, unknownAt, WantedError, type Spot } from './unknown.js';

/** A call of a method of Kysely. */
export interface Call {
  readonly method: LibraryMethod;
  readonly args: readonly unknown[];
  readonly site: Spot;
}

/** One answer of a call, and what was left out or put in to get it. */
export interface Outcome {
  readonly value: unknown;
  readonly notes: readonly Note[];
  /** Objects of Kysely that callbacks made. */
  readonly parts: readonly object[];
  readonly attempt: Trace['attempt'] | null;
}

/** A name that no table has; what is compiled with it is for showing only. */
export const UNKNOWN_NAME = '…';

const CONDITIONS = ['where', 'having', 'on', 'filterWhere', 'and', 'or', 'not', 'exists', 'when'];
const BINARY = [
  'where',
  'having',
  'on',
  'filterWhere',
  'whereRef',
  'onRef',
  'filterWhereRef',
  'havingRef',
  'binary',
  'eb',
  'and',
  'or',
  'when',
];
/** Methods that keep what they get as it is, and read it as a name or SQL later. */
const NAMING = ['withSchema', 'ref', 'table', 'id', 'raw'];
const MAX_RETRIES = 12;

/** Calls Kysely, and again with less where it wants to know what is not known: one outcome per way through the callbacks. */
export function attempt(call: Call, machine: Machine, retries = 0): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  let plan: readonly number[] | null = [];
  let widest = 0;
  for (let runs = 0; plan !== null; runs += 1) {
    if (runs === MAX_OPTIONS) return [...outcomes, ...remaining(call, widest, machine, retries)];
    const run: CallRun = new CallRun(plan);
    outcomes.push(...attemptOnce(call, run, machine, retries));
    widest = Math.max(widest, run.widest);
    plan = run.next();
  }
  return outcomes;
}

/** Of more ways than are gone one by one: the first at every branch, the second, and so on, so that the others' names are seen too. */
function remaining(call: Call, widest: number, machine: Machine, retries: number): readonly Outcome[] {
  const extra: Note = {
    reason: 'too many branches',
    detail: `\`${call.method.name}\` gets more combinations than are followed`,
  };
  return Array.from({ length: widest }, (_, way) => attemptOnce(call, new CallRun(way), machine, retries))
    .flat()
    .map((outcome) => ({ ...outcome, notes: [...outcome.notes, extra] }));
}

function attemptOnce(call: Call, run: CallRun, machine: Machine, retries: number): readonly Outcome[] {
  const { method, site } = call;
  const args = withListedOperand(call.args);
  try {
    checkCondition(method.name, args);
    const host = args.map((each) => toHost(each, run, site, machine));
    const value = method.call.apply(method.owner, host);
    if (typeof value === 'object' && value !== null && queryNodeOf(value) !== null)
      compileQuery(value, machine.library);
    if (value === undefined) throw new TypeError(`\`${method.name}\` is no method of Kysely here`);
    const notes = [...run.left.map((each) => wantedNote(call, each)), ...run.open.map(openNote)];
    const outcome = { value, notes, parts: run.parts, attempt: null };
    return withKnownMembers(call, outcome, run, machine, retries);
  } catch (error) {
    const wanted = error instanceof WantedError ? error : isRefusal(error) ? wantedBehind(args) : null;
    if (wanted !== null && retries < MAX_RETRIES) return recover(call, wanted, run, machine, retries);
    if (error instanceof WantedError || isRefusal(error)) return [drop(call, refusalNote(call, error), run, machine)];
    throw error;
  }
}

/** Kysely throws plain errors; what the interpreter itself throws goes on. */
function isRefusal(error: unknown): error is Error {
  return error instanceof TypeError || (error instanceof Error && error.constructor === Error);
}

/** Where Kysely fails on an argument without looking inside, the first that is not known is to blame. */
function wantedBehind(args: readonly unknown[]): WantedError | null {
  const value = args.find(isUnknown);
  return value === undefined ? null : new WantedError(value, 'name');
}

/** `in` of a list that is not known: a list of one parameter. */
function withListedOperand(args: readonly unknown[]): readonly unknown[] {
  const [left, operator, right] = args;
  const isList = operator === 'in' || operator === 'not in';
  return args.length === 3 && isList && isUnknown(right) ? [left, operator, [right]] : args;
}

/** A condition that is all unknown would pass for a parameter. */
function checkCondition(name: string, args: readonly unknown[]): void {
  const [first] = args;
  const isWhole = CONDITIONS.includes(name) || NAMING.includes(name);
  if ((args.length === 1 || name === 'ref' || name === 'id') && isWhole && isUnknown(first))
    throw new WantedError(first, 'name');
  if (name === 'orderBy' && isUnknown(args[1])) throw new WantedError(args[1], 'name');
}

function openNote(literal: object): Note {
  const open = openMember(literal);
  return note(
    open === null ? 'columns come from a value that is not known' : `columns come from ${describeUnknown(open)}`,
  );
}

function note(detail: string): Note {
  return { reason: 'dynamic fragment', detail };
}

/** Where a declared type tells what a spread adds, its members are columns as well as any. */
function withKnownMembers(
  call: Call,
  outcome: Outcome,
  run: CallRun,
  machine: Machine,
  retries: number,
): readonly Outcome[] {
  for (const literal of run.open) {
    const open = openMember(literal);
    const members = open === null || retries >= MAX_RETRIES ? null : membersOf(open, machine);
    if (members === null || open === null || !isPlainObject(literal)) continue;
    const complete = Object.assign(Object.create(null) as Record<string, unknown>, members, literal);
    const args = replace(call.args, literal, complete) as readonly unknown[]; // a list stays a list
    if (JSON.stringify(Object.keys(complete)) !== '[]' && args.some((each, at) => each !== call.args[at])) {
      const contained = contains(call.args, literal);
      if (contained) return attempt({ ...call, args }, machine, retries + 1);
    }
  }
  return [outcome];
}

function contains(value: unknown, wanted: unknown, depth = 0): boolean {
  if (value === wanted) return true;
  if (depth > 4) return false;
  if (Array.isArray(value)) return value.some((each) => contains(each, wanted, depth + 1));
  return isPlainObject(value) && Object.values(value).some((each) => contains(each, wanted, depth + 1));
}

/** Goes on where Kysely wanted to know something: with each text it can be, with its declared members, or without it. */
function recover(
  call: Call,
  { value, wanted }: WantedError,
  run: CallRun,
  machine: Machine,
  retries: number,
): readonly Outcome[] {
  const { args } = call;
  const again = (next: readonly unknown[]): readonly Outcome[] =>
    attempt({ ...call, args: next }, machine, retries + 1);
  const by = (other: unknown): readonly unknown[] => args.map((each) => replace(each, value, other));
  const about = factsOf(value);
  const inArguments = contains(args, value);
  if (!inArguments) return [drop(call, wantedNote(call, value), run, machine)];
  if (about.options !== null) return about.options.flatMap((text) => again(by(text)));
  const members = wanted === 'members' ? membersOf(value, machine) : null;
  if (members !== null) return again(by(members));
  const extra = wantedNote(call, value);
  const less = standIn(call, value) ?? without(args, value);
  if (less !== null) return again(less).map((outcome) => ({ ...outcome, notes: [extra, ...outcome.notes] }));
  return [drop(call, extra, run, machine)];
}

/** What can stand in the place of an unknown direction, operator or alias without changing which columns are used. */
function standIn({ method, args }: Call, value: object): readonly unknown[] | null {
  if (method.name === 'orderBy' && args[1] === value) return [args[0], 'asc', ...args.slice(2)];
  if (BINARY.includes(method.name) && args.length === 3 && args[1] === value) return [args[0], '=', args[2]];
  return method.name === 'as' && args[0] === value ? [UNKNOWN_NAME] : null;
}

function wantedNote({ method, args }: Call, value: object): Note {
  const { sql } = factsOf(value);
  if (sql !== null) return note(sql);
  const at = args.findIndex((each) => contains(each, value));
  return note(`${wantedKind(method.name, at)} comes from ${describeUnknown(value)}`);
}

const TABLE_CALLS =
  /^(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto|replaceInto|from|using|\w*[jJ]oin\w*|crossApply|outerApply|table)$/;

function wantedKind(name: string, at: number): string {
  if (name === 'withSchema') return 'a schema name';
  if (at < 0) return 'a piece of SQL';
  if (TABLE_CALLS.test(name) && at === 0) return 'a table name';
  if (name === 'as') return 'an alias';
  if (name === 'orderBy' && at === 1) return 'a direction';
  if (BINARY.includes(name) && at === 1) return 'an operator';
  if (CONDITIONS.includes(name) && at === 0) return 'a condition or its column';
  if (name === 'values' || name === 'set' || name === 'doUpdateSet') return 'which columns are written';
  return name === 'raw' ? 'a piece of SQL' : 'a column name';
}

function refusalNote({ method }: Call, error: unknown): Note {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  return { reason: 'built by code', detail: `Kysely's \`${method.name}\` cannot be followed here: ${message}` };
}

/** The call left out: the chain as it was before, with what has to stand in its place for a text to come out. */
function drop({ method, args, site }: Call, extra: Note, run: CallRun, machine: Machine): Outcome {
  const { owner, name } = method;
  const inner = run.parts.flatMap((part) => machine.traces.of(part).notes);
  const notes = inner.length > 0 && extra.reason === 'built by code' ? [] : [extra];
  const base = { notes, parts: run.parts };
  const own = owner as { readonly withTables?: () => object; readonly doNothing?: () => object } | null; // some have one of them
  if (name === 'withSchema' && own?.withTables) return { ...base, value: own.withTables(), attempt: null };
  if (name === 'doUpdateSet' && own?.doNothing) return { ...base, value: own.doNothing(), attempt: null };
  if (owner === null || isDatabase(owner, machine) || queryNodeOf(owner) === null) {
    const value = dropOnPart(method, args, site, extra, machine);
    return { ...base, value: value.made, attempt: value.placeholder ? 'nothing' : null };
  }
  const query = owner as { readonly defaultValues?: () => object }; // of all queries only an INSERT has it
  if (name === 'values' && query.defaultValues) return { ...base, value: query.defaultValues(), attempt: null };
  return { ...base, value: owner, attempt: name === 'set' ? 'select' : null };
}

function dropOnPart(
  { owner, name, call }: LibraryMethod,
  args: readonly unknown[],
  site: Spot,
  extra: Note,
  machine: Machine,
): { readonly made: unknown; readonly placeholder: boolean } {
  const isRoot = owner !== null && TABLE_CALLS.test(name);
  if (isRoot) {
    try {
      return { made: call.apply(owner, [UNKNOWN_NAME, ...args.slice(1)]), placeholder: true };
    } catch {
      return { made: unknownAt(site, { sql: extra.detail }), placeholder: false };
    }
  }
  const isBuilder =
    owner !== null &&
    typeof owner === 'object' &&
    !isDatabase(owner, machine) &&
    !NAMING.includes(name) &&
    name !== 'as';
  return { made: isBuilder ? owner : unknownAt(site, { sql: extra.detail }), placeholder: false };
}
