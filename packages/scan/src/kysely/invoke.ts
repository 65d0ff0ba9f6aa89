import { ts } from 'ts-morph';
import { callFunction, passOn } from './calls.js';
import { eachOption, perhaps } from './choices.js';
import { CHAIN_ROOTS, DATABASE_CALLS, EXECUTIONS, TRANSACTION_CALLS } from './database-members.js';
import { answerOfFunctionType } from './declared-types.js';
import { callLibrary } from './library-calls.js';
import type { Machine } from './machine.js';
import { callGlobal, callNative } from './natives.js';
import {
  Choice,
  FunctionThing,
  GlobalThing,
  isPlainObject,
  LibraryMethod,
  NativeMethod,
  TransactionThing,
} from './things.js';
import { factsOf, isUnknown, unknownAt, type Facts, type Spot, type TypeAt } from './unknown.js';

/** What a call answers. */
export function invoke(callee: unknown, args: readonly unknown[], site: Spot, mark: number, machine: Machine): unknown {
  if (callee instanceof FunctionThing) return callFunction(callee, args, site, machine);
  if (callee instanceof LibraryMethod) return callLibrary(callee, args, site, mark, machine);
  if (callee instanceof Choice) return invokeEach(callee, args, site, mark, machine);
  if (callee instanceof NativeMethod) {
    return callee.owner instanceof TransactionThing
      ? callTransaction(callee.owner, callee.name, args, site, machine)
      : callNative(callee, args, site, machine);
  }
  if (typeof callee === 'function' && machine.traces.has(callee)) {
    return callLibrary(
      new LibraryMethod(null, callee.name, callee as LibraryMethod['call']),
      args,
      site,
      mark,
      machine,
    ); // Kysely's own
  }
  if (callee instanceof GlobalThing) {
    const known = callGlobal(callee, args);
    if (known !== null) return known.value;
  }
  return invokeUnknown(callee, args, site, mark, machine);
}

function invokeEach(callee: Choice, args: readonly unknown[], site: Spot, mark: number, machine: Machine): unknown {
  const [first] = callee.options;
  if (!callee.complete && first instanceof LibraryMethod && first.owner !== null && EXECUTIONS.includes(first.name)) {
    const note = { reason: 'too many branches', detail: 'the chain has more branches than are followed' } as const;
    machine.emissions.push({ chain: first.owner, site, note });
  }
  return eachOption(callee, (each) => machine.invoke(each, args, site, mark), site);
}

function callTransaction(
  transaction: TransactionThing,
  name: string,
  args: readonly unknown[],
  site: Spot,
  machine: Machine,
): unknown {
  if (name !== 'execute') return transaction;
  return args.length === 0 ? transaction.database : machine.invoke(args[0], [transaction.database], site);
}

function invokeUnknown(callee: unknown, args: readonly unknown[], site: Spot, mark: number, machine: Machine): unknown {
  const about = isUnknown(callee) ? factsOf(callee) : null;
  const method = methodOf(site.node);
  if (about !== null && method !== null) {
    const guessed = guessedMethod(about, method, args, site, machine);
    if (guessed !== null) return machine.invoke(guessed, args, site, mark);
    if (EXECUTIONS.includes(method.name.text)) emitPassedChains(about, site, machine);
  }
  const [first] = args;
  // Of a list that nobody knows, one element stands for all.
  if (method !== null && LIST_METHODS.includes(method.name.text) && first instanceof FunctionThing) {
    const element = unknownAt(
      { node: method.expression, module: site.module },
      { from: 'an element of a list', type: elementType(about) },
    );
    if (method.name.text === 'reduce')
      return perhaps(machine.invoke(first, [args[1], element], site), args[1], machine, site);
    const made = machine.invoke(first, [element], site);
    return method.name.text === 'flatMap' && Array.isArray(made) ? made : [made];
  }
  passOn(args, site, machine);
  const chains = [...(about?.chains ?? []), ...args.flatMap((each) => chainsIn(each, machine))];
  const answer = about === null || about.type === null ? null : answerOfFunctionType(about.type);
  const goesOn = about !== null && about.chains.length > 0;
  const from = about === null ? 'a call that is not followed' : goesOn ? about.from : `what \`${about.text}\` answers`;
  const declared = answer === null ? null : machine.declared(answer, site);
  if (declared !== null && !isUnknown(declared)) return declared;
  return unknownAt(site, {
    from,
    chains,
    package: about?.package ?? null,
    sql: about?.sql ?? null,
    type: declared === null ? null : factsOf(declared).type,
    options: declared === null ? null : factsOf(declared).options,
  });
}

const LIST_METHODS: readonly string[] = ['map', 'flatMap', 'reduce'];

function elementType(about: Facts | null): TypeAt | null {
  const type = about?.type ?? null;
  if (type === null) return null;
  const inner = ts.isTypeOperatorNode(type.type) ? type.type.type : type.type;
  if (ts.isArrayTypeNode(inner)) return { type: inner.elementType, module: type.module };
  const named =
    ts.isTypeReferenceNode(inner) &&
    ts.isIdentifier(inner.typeName) &&
    /^(?:Readonly)?Array$/.test(inner.typeName.text);
  const [element] = named ? (inner.typeArguments ?? []) : [];
  return element === undefined ? null : { type: element, module: type.module };
}

function methodOf(node: ts.Node): ts.PropertyAccessExpression | null {
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) ? node.expression : null;
}

/** A chain that went through a call that cannot be followed, and is executed behind it. */
function emitPassedChains(about: Facts, site: Spot, machine: Machine): void {
  for (const chain of about.chains) {
    const detail = `the query goes through ${about.from}, which is not followed`;
    machine.emissions.push({ chain, site, note: { reason: 'built by code', detail } });
    machine.traces.markStep(chain);
  }
}

function chainsIn(value: unknown, machine: Machine): readonly object[] {
  if (value instanceof Choice) return value.options.flatMap((each) => chainsIn(each, machine));
  if (isPlainObject(value)) return Object.values(value).flatMap((each) => chainsIn(each, machine));
  return machine.traces.has(value) && machine.traces.of(value).root !== null ? [value] : [];
}

const DATABASE_NAME =
  /^(?:db|dbs?conn|trx|tx|transaction|kysely|database|conn|connection|client|qb|k|executor|reader|writer)$|(?:db|kysely|database|trx|Db|DB|Kysely|Trx|Database)\d?$/;

/** Libraries that are known not to be Kysely; whatever is imported from elsewhere may hand a Kysely on. */
const OTHER_LIBRARY =
  /^(?:knex|drizzle-orm|typeorm|sequelize|mongodb|mongoose|squel|objection|@databases\/|pg|pg-promise|slonik|postgres|@prisma\/|sql-bricks|orchid-orm|zapatos|mysql2?|sqlite3|better-sqlite3|@mikro-orm\/)/;

/** What is called on something unknown that by its name and use is Kysely's database. */
function guessedMethod(
  about: Facts,
  method: ts.PropertyAccessExpression,
  args: readonly unknown[],
  { module }: Spot,
  machine: Machine,
): unknown {
  const name = method.name.text;
  // Of a type of the consumer's own that lists the method, the type decides.
  if (about.type !== null) return null;
  if (about.package !== null && OTHER_LIBRARY.test(about.package)) return null;
  const receiver = method.expression;
  const last = ts.isPropertyAccessExpression(receiver)
    ? receiver.name.text
    : ts.isIdentifier(receiver)
      ? receiver.text
      : '';
  const named = DATABASE_NAME.test(last);
  const imports = importsKysely(module.source);
  const isRoot = CHAIN_ROOTS.includes(name);
  if (isRoot && (named || imports || isBareCall(receiver)))
    return machine.memberOf(machine.database, name, { node: method, module });
  if (!named) return null;
  if (
    DATABASE_CALLS.includes(name) &&
    (imports || args.some((each) => each instanceof FunctionThing) || name === 'withSchema')
  ) {
    return machine.memberOf(machine.database, name, { node: method, module });
  }
  const begins = TRANSACTION_CALLS.includes(name) && args.length === (/savepoint/i.test(name) ? 1 : 0);
  return begins ? machine.memberOf(machine.database, name, { node: method, module }) : null;
}

const imported = new WeakMap<ts.SourceFile, boolean>();

/** Whether a module takes anything from Kysely, or from a package or module that is named after it. */
function importsKysely(source: ts.SourceFile): boolean {
  const known = imported.get(source);
  if (known !== undefined) return known;
  const found = /(?:\bfrom|\brequire\()\s*['"][^'"\n]{0,200}kysely/.test(source.text);
  imported.set(source, found);
  return found;
}

/** `getDb().selectFrom(…)`, `this.database().insertInto(…)`. */
function isBareCall(receiver: ts.Expression): boolean {
  const node =
    ts.isAwaitExpression(receiver) || ts.isParenthesizedExpression(receiver) ? receiver.expression : receiver;
  return ts.isCallExpression(node) || ts.isAwaitExpression(node);
}
