import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import type { Answer, RefusedAnswer } from './answer.js';
import { exchange, type Reply } from './exchange.js';
import { isTooDeep } from './nesting.js';
import { readParseTree, unfoldTree } from './parse-tree.js';
import { refusalOf } from './refusal-of.js';
import { describeMessage, executeMessages, parseMessage, queryMessage, syncMessage } from './wire-messages.js';
import type { WireMessage } from './wire-messages.js';

/** A text to be analysed by the engine. */
export interface Question {
  readonly text: string;
  /** Statements run before and after it, each for itself; where one fails the answer is its refusal. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  /** Set to run it too, so that it is there for what follows (a temporary table): how many parameters it has; they are NULL. */
  readonly runWith?: number;
  /** Types of the first parameters, where the text declares them. */
  readonly parameterTypes?: readonly number[];
}

/** Characters of SQL per call into the engine: it holds all their trees at a time. */
const BATCH = 60_000;

/**
 * Asks about any number of texts, in few calls into the engine; nothing runs but what the question says. The analysed tree comes as
 * the message that `debug_print_parse` sends: it is the one way in which PostgreSQL hands out a tree together with its
 * locations, it takes whatever a server would parse, and no text can break out of anything. The session must be `withTrees`.
 * @param take - makes of an answer what is kept of it: trees are big.
 */
export async function askEngine<T>(
  database: EmbeddedDatabase,
  questions: readonly Question[],
  take: (answer: Answer) => T,
): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < questions.length) {
    const batch = takeBatch(questions, taken.length);
    const answered = await askBatch(database, batch);
    for (const answer of answered) taken.push(take(answer));
  }
  return taken;
}

function takeBatch(questions: readonly Question[], from: number): readonly Question[] {
  let characters = 0;
  let to = from;
  do characters += 200 + (questions[to++]?.text.length ?? 0);
  while (to < questions.length && characters + (questions[to]?.text.length ?? 0) < BATCH);
  return questions.slice(from, to);
}

/** Answers at least one question, as many as the engine came through. */
async function askBatch(database: EmbeddedDatabase, questions: readonly Question[]): Promise<readonly Answer[]> {
  const plans = questions.map(planOf);
  const messages = plans.flatMap((plan) => (plan.refusal ? [] : plan.messages));
  if (messages.length === 0) return plans.flatMap((plan) => plan.refusal ?? []);
  const groups = groupsOf(await exchange(database, messages));
  const answers: Answer[] = [];
  let at = 0;
  for (const [index, plan] of plans.entries()) {
    if (plan.refusal) {
      answers.push(plan.refusal);
      continue;
    }
    const own = groups.slice(at, (at += plan.groups));
    const answer = answerOf(questions[index]?.text ?? '', own, plan);
    answers.push(answer ?? TOO_DEEP);
    if (answer === null) {
      await clearAfterOverflow(database);
      return answers;
    }
  }
  return answers;
}

interface Plan {
  /** What is known without asking. */
  readonly refusal: RefusedAnswer | null;
  readonly messages: readonly WireMessage[];
  /** Groups of replies, each ended by ReadyForQuery, and which of them is the analysis. */
  readonly groups: number;
  readonly analysis: number;
}

function planOf({ text, before = [], after = [], runWith, parameterTypes = [] }: Question): Plan {
  const nul = text.indexOf('\0');
  const refusal = nul >= 0 ? nulRefusal(nul) : isTooDeep(text) ? TOO_DEEP : null;
  if (refusal) return { refusal, messages: [], groups: 0, analysis: 0 };
  const messages = [
    ...before.map(queryMessage),
    parseMessage(text, parameterTypes),
    describeMessage(),
    ...(runWith === undefined ? [] : executeMessages(runWith)),
    syncMessage(),
    ...after.map(queryMessage),
  ];
  return { refusal: null, messages, groups: before.length + 1 + after.length, analysis: before.length };
}

function groupsOf(replies: readonly Reply[]): readonly (readonly Reply[])[] {
  const groups: Reply[][] = [];
  let group: Reply[] = [];
  for (const reply of replies) {
    if (reply.kind !== 'Z') group.push(reply);
    else {
      groups.push(group);
      group = [];
    }
  }
  return groups;
}

/** @returns null where the engine ran out of stack over it: then the answer to the parse is missing. */
function answerOf(text: string, groups: readonly (readonly Reply[])[], plan: Plan): Answer | null {
  const failed = groups.slice(0, plan.analysis).flatMap((group) => group.filter(isError))[0];
  if (failed) return refusalOf(text, failed, null);
  const replies = groups[plan.analysis] ?? [];
  const error = replies.find(isError);
  const isParsed = replies.some((reply) => reply.kind === '1');
  if (error) return error.fields?.get('C') === '26000' && !isParsed ? null : refusalOf(text, error, 0);
  if (!isParsed) return null;
  const trees = replies.filter((reply) => reply.kind === 'N' && reply.fields?.get('M') === 'parse tree:');
  const tree = trees.at(-1)?.fields?.get('D');
  const treeText = tree === undefined ? null : unfoldTree(tree);
  return {
    kind: 'taken',
    text,
    tree: () => (treeText === null ? null : readParseTree(treeText)),
    treeText,
    parameters: replies.find((reply) => reply.parameters)?.parameters ?? [],
    columns: replies.find((reply) => reply.columns)?.columns ?? [],
  };
}

function isError(reply: Reply): boolean {
  return reply.kind === 'E';
}

function nulRefusal(offset: number): RefusedAnswer {
  return {
    kind: 'refused',
    sqlstate: '22021',
    message: 'invalid byte sequence for encoding "UTF8": 0x00',
    detail: null,
    hint: 'A statement ends at its first NUL character on the way to the server.',
    offset,
  };
}

const TOO_DEEP: RefusedAnswer = {
  kind: 'refused',
  sqlstate: '54001',
  message: 'the statement nests too deeply for the embedded PostgreSQL',
  detail: null,
  hint: 'A server may take it; what it uses could not be looked at.',
  offset: null,
};

/** An error in the regular way makes the engine forget what the overflow left behind. */
async function clearAfterOverflow(database: EmbeddedDatabase): Promise<void> {
  await exchange(database, [parseMessage('SELEC'), syncMessage()]);
  // Where there is none, the caller has one of its own.
  if (database.inTransaction()) await database.exec('ROLLBACK TO SAVEPOINT rowpact').catch(() => undefined);
}
