import { ts } from 'ts-morph';
import { passOn } from './calls.js';
import { oneOf, perhaps } from './choices.js';
import { EXECUTIONS, isDatabase, TRANSACTION_CALLS, DATABASE_MEMBERS, CHAIN_ROOTS } from './database-members.js';
import { attempt, type Call, type Outcome } from './library-attempts.js';
import type { Machine } from './machine.js';
import { alternatives } from './host-values.js';
import { queryNodeOf } from './query-shape.js';
import { Choice, FunctionThing, isPlainObject, LibraryMethod, TransactionThing } from './things.js';
import { joinTraces, NO_TRACE, type Trace } from './trace.js';
import { isUnknown, unknownAt, type Spot } from './unknown.js';

/** Methods of a raw builder, a compiled query and the like that send something, which is not a chain's business. */
const SENDING = ['execute', 'compile', 'destroy', 'getExecutor', 'toOperationNode', 'castTo'];

/** Calls a method of Kysely for real, with what is known of its arguments. */
export function callLibrary(
  method: LibraryMethod,
  args: readonly unknown[],
  site: Spot,
  mark: number,
  machine: Machine,
): unknown {
  const { owner, name } = method;
  if (owner !== null && isDatabase(owner, machine)) {
    if (TRANSACTION_CALLS.includes(name)) return new TransactionThing(owner);
    if (!DATABASE_MEMBERS.includes(name)) return passOnCall(method, args, site, machine);
  }
  if (owner !== null && queryNodeOf(owner) !== null && EXECUTIONS.includes(name)) {
    machine.emissions.push({ chain: owner, site });
    return unknownAt(site, { from: 'rows of a query' });
  }
  if (SENDING.includes(name) || args.some((each) => each === machine)) return passOnCall(method, args, site, machine);
  if (name === '$call' && owner !== null) return machine.invoke(args[0], [owner], site);
  if (name === '$if' && owner !== null) return applyIf(owner, args, site, machine);
  return alternatives(normalised(name, args)).reduce<unknown>((before, each, at) => {
    const answer = callOnce(method, each, site, mark, machine);
    return at === 0 ? answer : oneOf([before, answer], site);
  }, undefined);
}

function passOnCall({ owner }: LibraryMethod, args: readonly unknown[], site: Spot, machine: Machine): object {
  passOn(args, site, machine);
  return unknownAt(site, { from: owner === null ? 'not followed' : 'an answer of the database' });
}

function applyIf(owner: object, args: readonly unknown[], site: Spot, machine: Machine): unknown {
  const [condition, step] = args;
  if (condition === false) return owner;
  const applied = machine.invoke(step, [owner], site);
  if (!machine.traces.has(applied) && !(applied instanceof Choice)) return owner;
  return condition === true ? applied : perhaps(applied, owner, machine, site);
}

/** Writes calls that Kysely still takes, but warns of on the console, as it wants them today. */
function normalised(name: string, args: readonly unknown[]): readonly unknown[] {
  const [first, second] = args;
  if (name === 'orderBy' && args.length === 1 && typeof first === 'string' && /\s/.test(first.trim())) {
    const [column, direction] = first.trim().split(/\s+/);
    return [column, direction];
  }
  return name === 'lit' && isUnknown(first) && second === undefined ? [first] : args;
}

function callOnce(
  method: LibraryMethod,
  args: readonly unknown[],
  site: Spot,
  mark: number,
  machine: Machine,
): unknown {
  const { name, owner } = method;
  if (name === 'orderBy' && Array.isArray(args[0])) return orderByEach(method, args[0], site, mark, machine);
  const call: Call = { method: unknownAsValue(method, args), args, site };
  const answers = attempt(call, machine).map((outcome) => register(outcome, call, mark, machine));
  const chain = owner !== null && queryNodeOf(owner) !== null;
  if (chain) machine.traces.markStep(owner);
  return answers.length === 1 ? answers[0] : oneOf(answers, site);
}

/** `lit` of a value that is not known writes that value into the text: a parameter stands in its place as well as any. */
function unknownAsValue(method: LibraryMethod, args: readonly unknown[]): LibraryMethod {
  const { owner, name } = method;
  if (name !== 'lit' && name !== 'literal') return method;
  if (!isUnknown(args[0]) || owner === null) return method;
  const { val } = owner as { readonly val?: unknown }; // whatever has `lit` has `val`
  return typeof val === 'function' ? new LibraryMethod(owner, 'val', val as LibraryMethod['call']) : method;
}

function orderByEach(
  method: LibraryMethod,
  items: readonly unknown[],
  site: Spot,
  mark: number,
  machine: Machine,
): unknown {
  return items.reduce<unknown>((chain, item) => {
    const next = machine.memberOf(chain, 'orderBy', site);
    return machine.invoke(next, [item], site, mark);
  }, method.owner);
}

/** Notes where an answer of Kysely comes from, and what was not known on the way. */
function register(
  { value, notes, parts, attempt: kind }: Outcome,
  call: Call,
  mark: number,
  machine: Machine,
): unknown {
  const { traces } = machine;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || isUnknown(value)) return value;
  const { owner, name } = call.method;
  const before = owner === null ? NO_TRACE : traces.of(owner);
  const inside = [...parts, ...argumentParts(call.args, machine)];
  for (const part of inside) if (traces.of(part).root !== null) traces.markStep(part);
  const joined = joinTraces([before, ...inside.map((part) => traces.of(part))], machine.literals.slice(mark));
  const fresh = value === owner ? copyOf(value) : value;
  const isChain = queryNodeOf(fresh) !== null;
  const starts =
    CHAIN_ROOTS.includes(name) || (name.startsWith('with') && owner !== null && isDatabase(owner, machine));
  const begins =
    before.root === null ? starts : before.root.module !== machine.module && call.site.module === machine.module;
  const start = begins ? startOf(call.site, machine) : { root: before.root, maker: before.maker };
  const trace: Trace = {
    notes: [...joined.notes, ...notes],
    literals: joined.literals,
    root: start.root,
    maker: start.maker,
    executable: isExecutable(owner, before, machine),
    before: isChain ? owner : null,
    end: isChain ? call.site : null,
    attempt: kind ?? before.attempt,
  };
  traces.set(
    fresh,
    isDatabase(fresh, machine) && fresh instanceof machine.library.kysely.Kysely ? { ...trace, root: null } : trace,
  );
  return fresh;
}

function isExecutable(owner: object | null, before: Trace, machine: Machine): boolean {
  return before.executable || (owner !== null && owner instanceof machine.library.kysely.Kysely);
}

/** A chain that a call left as it was is a chain of its own all the same: it ends at that call. */
function copyOf(value: object): object {
  const { $castTo } = value as { readonly $castTo?: unknown }; // every query has it; other builders may not
  return typeof $castTo === 'function' && queryNodeOf(value) !== null ? ($castTo as () => object).call(value) : value;
}

function argumentParts(args: readonly unknown[], machine: Machine, depth = 0): readonly object[] {
  return args.flatMap((each): readonly object[] => {
    if (machine.traces.has(each)) return [each];
    if (depth > 4 || each instanceof FunctionThing) return [];
    if (Array.isArray(each)) return argumentParts(each, machine, depth + 1);
    return isPlainObject(each) ? argumentParts(Object.values(each), machine, depth + 1) : [];
  });
}

/** Where the chain begins; of one that a function of another module makes, the call in this module that had it made. */
function startOf(site: Spot, machine: Machine): Pick<Trace, 'root' | 'maker'> {
  if (site.module === machine.module) return { root: { node: leftmost(site.node), module: site.module }, maker: null };
  const made = machine.calls.findLast(
    (call) => call.site.module === machine.module && call.site.node !== call.callee.node,
  );
  return made === undefined ? { root: site, maker: null } : { root: made.site, maker: made.callee };
}

function leftmost(node: ts.Node): ts.Node {
  let each = node;
  while (ts.isCallExpression(each) || ts.isPropertyAccessExpression(each) || ts.isNonNullExpression(each))
    each = each.expression;
  return each;
}
