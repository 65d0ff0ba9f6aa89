import { quoteIdentifier } from '@rowpact/model';
import type { RefusedAnswer } from '../analysis/answer.js';
import { exchange, type Reply } from '../analysis/exchange.js';
import { parseMessage, queryMessage, syncMessage } from '../analysis/wire-messages.js';
import { unfoldTree } from '../analysis/parse-tree.js';
import { refusalOf } from '../analysis/refusal-of.js';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';

/** What the planner and the start of the executor say of one command. */
export interface Planned {
  /** Why it cannot be run; null where it can, or where nobody could plan it. */
  readonly refusal: RefusedAnswer | null;
  /** The analysed tree behind `EXPLAIN`, as text, where it was asked for. */
  readonly tree: string | null;
  /** The plan as JSON, where it was asked for. */
  readonly plan: string | null;
  /** False where the engine ran out of stack over it. */
  readonly isKnown: boolean;
}

/** What to ask for beside the refusal. */
export interface PlanWish {
  readonly tree?: boolean;
  readonly json?: boolean;
}

/** Characters of SQL per call into the engine: it holds all their answers at a time. */
const BATCH = 60_000;

/** The prefix of a text that is planned; locations in its tree count it. */
export const EXPLAIN = 'EXPLAIN (GENERIC_PLAN, COSTS OFF)\n';
const EXPLAIN_JSON = 'EXPLAIN (GENERIC_PLAN, COSTS OFF, VERBOSE, FORMAT JSON)\n';

/**
 * Lets PostgreSQL plan commands as one role, without running them: rights, rules of views, arbiters of upserts are checked there, as
 * when they run. The session must stand in a transaction of `inPlanning`.
 */
export async function planCommands(
  database: EmbeddedDatabase,
  texts: readonly string[],
  role: string | null,
  wish: PlanWish = {},
): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  const settings = [
    `SET LOCAL debug_print_parse = ${wish.tree ? 'on' : 'off'}`,
    ...(role === null ? [] : [`SET LOCAL ROLE ${quoteIdentifier(role)}`]),
  ];
  await database.exec(`SAVEPOINT rowpact_group; ${settings.join('; ')}; SAVEPOINT rowpact`);
  try {
    while (planned.length < texts.length) {
      const answers = await planBatch(database, takeBatch(texts, planned.length), wish);
      planned.push(...answers);
    }
  } finally {
    await database.exec('ROLLBACK TO SAVEPOINT rowpact_group; RELEASE SAVEPOINT rowpact_group');
  }
  return planned;
}

function takeBatch(texts: readonly string[], from: number): readonly string[] {
  let characters = 0;
  let to = from;
  do characters += 200 + (texts[to++]?.length ?? 0);
  while (to < texts.length && characters + (texts[to]?.length ?? 0) < BATCH);
  return texts.slice(from, to);
}

/** Plans at least one, as many as the engine came through. */
async function planBatch(
  database: EmbeddedDatabase,
  texts: readonly string[],
  wish: PlanWish,
): Promise<readonly Planned[]> {
  const prefix = wish.json ? EXPLAIN_JSON : EXPLAIN;
  const groups = groupsOf(
    await exchange(
      database,
      texts.flatMap((text) => [queryMessage(prefix + text), queryMessage('ROLLBACK TO SAVEPOINT rowpact')]),
    ),
  );
  const planned: Planned[] = [];
  for (const [at, text] of texts.entries()) {
    const answer = answerOf(text, prefix, groups[2 * at] ?? []);
    planned.push(answer);
    if (answer.isKnown) continue;
    await recover(database);
    break;
  }
  return planned;
}

function groupsOf(replies: readonly Reply[]): readonly (readonly Reply[])[] {
  const groups: Reply[][] = [[]];
  for (const reply of replies) {
    if (reply.kind === 'Z') groups.push([]);
    else groups.at(-1)?.push(reply);
  }
  return groups.slice(0, -1);
}

/** A plan comes as rows; without them and without an error it is the answer to the next command: this one overflowed. */
const ROWS = 'T';
const UNKNOWN: Planned = { refusal: null, tree: null, plan: null, isKnown: false };

function answerOf(text: string, prefix: string, replies: readonly Reply[]): Planned {
  const error = replies.find(({ kind }) => kind === 'E');
  const notices = replies.filter(({ kind, fields }) => kind === 'N' && fields?.get('M') === 'parse tree:');
  const folded = notices.at(-1)?.fields?.get('D');
  const tree = folded === undefined ? null : unfoldTree(folded);
  if (error) return { refusal: refusalOf(text, error, prefix.length), tree, plan: null, isKnown: true };
  if (!replies.some(({ kind }) => kind === ROWS)) return UNKNOWN;
  const plan = prefix === EXPLAIN_JSON ? (replies.find(({ kind }) => kind === 'D')?.values?.[0] ?? null) : null;
  return { refusal: null, tree, plan, isKnown: true };
}

/** An error in the regular way makes the engine forget what the overflow left behind. */
async function recover(database: EmbeddedDatabase): Promise<void> {
  await exchange(database, [parseMessage('SELEC'), syncMessage()]);
  await database.exec('ROLLBACK TO SAVEPOINT rowpact');
}

/**
 * Runs `work` in a transaction in which no function of the producer's is run by the planner: PostgreSQL computes calls of immutable (for
 * estimates also of stable) functions over constants while it plans, and one of a producer's could never end.
 */
export async function inPlanning<T>(database: EmbeddedDatabase, work: () => Promise<T>): Promise<T> {
  await database.exec('BEGIN');
  try {
    await database.exec(HELD_BACK);
    await database.exec('SET LOCAL client_min_messages = log; SET LOCAL log_min_messages = panic');
    await database.exec('SET LOCAL debug_print_rewritten = off; SET LOCAL debug_pretty_print = off');
    return await work();
  } finally {
    await database.exec('ROLLBACK');
  }
}

// Functions in C come with extensions. Those that answer sets are never computed while planning; as stable ones the planner puts their
// queries in their place, and so sees them with the caller's rights.
const HELD_BACK = `
  UPDATE pg_catalog.pg_proc SET provolatile = 'v'
  WHERE oid >= 16384 AND provolatile <> 'v' AND NOT proretset AND prokind = 'f'
    AND prolang NOT IN (SELECT oid FROM pg_catalog.pg_language WHERE lanname IN ('internal', 'c'));
  UPDATE pg_catalog.pg_proc SET provolatile = 's'
  WHERE oid >= 16384 AND provolatile = 'v' AND proretset
    AND prolang = (SELECT oid FROM pg_catalog.pg_language WHERE lanname = 'sql')`;
