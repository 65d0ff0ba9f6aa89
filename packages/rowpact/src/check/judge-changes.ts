import {
  type ConstantQuestion,
  type ConstantVerdict,
  type GatePolicy,
  type ImpactFinding,
  type RecordedStatement,
  type RoutineVerdict,
  type SchemaState,
  sha256,
  type StatementVerdict,
} from '@rowpact/model';
import {
  constantQuestions,
  type ConsumerInQuestion,
  type ImpactQuestion,
  judgeImpact,
  type StatementInQuestion,
  touchedBy,
} from '@rowpact/impact';
import {
  answerConstants,
  type EmbeddedDatabase,
  judgeCached,
  judgeRoutines,
  type StatementToJudge,
} from '@rowpact/postgres';
import type { RowpactOptions } from '../options.js';
import { partStore } from '../use/part-store.js';
import type { AskedConsumer } from './asked-consumers.js';
import type { Comparison } from './comparison.js';
import { remembered } from './remembered-answers.js';

/** What judging needs to know of the run. */
export type JudgingOptions = Pick<RowpactOptions, 'env' | 'cache' | 'onProgress'>;

/**
 * Asks PostgreSQL before and after about every statement that a change can touch; the rules say what the difference means.
 * With nothing new among the statements no engine starts.
 */
export async function judgeChanges(
  producer: string,
  comparison: Comparison,
  consumers: readonly AskedConsumer[],
  policy: GatePolicy,
  options: JudgingOptions,
): Promise<readonly ImpactFinding[]> {
  const bare = { producer, ...comparison, constants: new Map<string, ConstantVerdict>() };
  const databases = lazily(comparison);
  try {
    if (comparison.changes.length === 0) return [];
    const asking: Asking = { comparison, databases, keys: keysOf(comparison), options };
    const inQuestion = await askedAbout(asking, consumers);
    // While the head is open: the base is needed again only where a routine is found wrong.
    const open: ImpactQuestion = { ...bare, consumers: inQuestion, routines: { before: [], after: [] } };
    const constants = await constantAnswers(asking, constantQuestions(open));
    const routines = await routineVerdicts(asking);
    return judgeImpact({ ...open, routines, constants }, policy);
  } finally {
    await databases.close();
    await comparison.close?.();
  }
}

/** Opens a database where somebody needs it, one at a time, since each takes a quarter of a gigabyte. */
interface Databases {
  readonly base: () => Promise<EmbeddedDatabase>;
  readonly head: () => Promise<EmbeddedDatabase>;
  readonly close: () => Promise<void>;
}

function lazily({ openBase, openHead }: Comparison): Databases {
  let current: { readonly side: 'base' | 'head'; readonly database: EmbeddedDatabase } | null = null;
  const close = async (): Promise<void> => {
    await current?.database.close();
    current = null;
  };
  const take = async (side: 'base' | 'head'): Promise<EmbeddedDatabase> => {
    if (current?.side === side) return current.database;
    await close();
    current = { side, database: await (side === 'base' ? openBase() : openHead()) };
    return current.database;
  };
  return { base: () => take('base'), head: () => take('head'), close };
}

/** What every question to PostgreSQL needs. */
interface Asking {
  readonly comparison: Comparison;
  readonly databases: Databases;
  /** Name the two states. */
  readonly keys: { readonly before: string; readonly after: string };
  readonly options: JudgingOptions;
}

/** A whole state as text is worked out only where nothing else names it, and somebody asks. */
function keysOf({ keys, before, after }: Comparison): Asking['keys'] {
  if (keys) return keys;
  const named = new Map<SchemaState, string>();
  const keyOf = (state: SchemaState): string => {
    const key = named.get(state) ?? sha256(JSON.stringify(state));
    named.set(state, key);
    return key;
  };
  return {
    get before() {
      return keyOf(before);
    },
    get after() {
      return keyOf(after);
    },
  };
}

async function askedAbout(asking: Asking, consumers: readonly AskedConsumer[]): Promise<readonly ConsumerInQuestion[]> {
  const { before, after, changes } = asking.comparison;
  const touched = touchedBy(changes, before, after);
  const wanted = consumers.map((consumer) =>
    consumer.use.statements.map((statement) => touched.statementIsTouched(statement, consumer)),
  );
  const texts = consumers.flatMap((consumer, index) =>
    consumer.use.statements.filter((_, at) => wanted[index]?.[at]).map((statement) => toJudge(consumer, statement)),
  );
  const verdictsBefore = await verdicts(asking, 'before', texts);
  const verdictsAfter = await verdicts(asking, 'after', texts);
  let next = 0;
  return consumers.map((consumer, index) => {
    const statements = consumer.use.statements.map((statement, at): StatementInQuestion => {
      if (!wanted[index]?.[at]) return { statement, before: null, after: null };
      const one = next;
      next += 1;
      return inQuestion(statement, verdictsBefore[one] ?? null, verdictsAfter[one] ?? null);
    });
    return { ...consumer, statements };
  });
}

/** What the record says of relations was true of the schema it was made from; what PostgreSQL says now is true of this one. */
function inQuestion(
  statement: RecordedStatement,
  before: StatementVerdict | null,
  after: StatementVerdict | null,
): StatementInQuestion {
  if (before?.analysis.kind !== 'analysed') return { statement, before, after };
  return { statement: { ...statement, access: before.analysis.relations, refused: null }, before, after };
}

function toJudge({ searchPath, role, name }: AskedConsumer, { text, place }: RecordedStatement): StatementToJudge {
  return { text, searchPath, role, sequence: `${name}/${place.file}` };
}

async function verdicts(
  { databases, keys, options }: Asking,
  side: 'before' | 'after',
  statements: readonly StatementToJudge[],
): Promise<readonly StatementVerdict[]> {
  if (statements.length === 0) return [];
  return judgeCached({
    schemaKey: keys[side],
    statements,
    store: partStore('verdict', options),
    openDatabase: async () => {
      options.onProgress?.({ phase: `asking PostgreSQL ${side} the change`, done: 0, total: 0 });
      return borrowed(await (side === 'before' ? databases.base() : databases.head()));
    },
  });
}

async function constantAnswers(
  { databases, keys, options }: Asking,
  questions: readonly ConstantQuestion[],
): Promise<ReadonlyMap<string, ConstantVerdict>> {
  if (questions.length === 0) return new Map();
  const asked = ['constants', keys.after, JSON.stringify(questions)];
  const answers = await remembered(partStore('verdict', options), asked, async () =>
    answerConstants(await databases.head(), questions),
  );
  return new Map(answers);
}

/** Who opened it closes it, since others ask it too. */
function borrowed(database: EmbeddedDatabase): EmbeddedDatabase {
  return { ...database, close: () => Promise.resolve() };
}

/** Bodies that PostgreSQL keeps as text are found wrong only when they run: they are looked into on both sides. */
async function routineVerdicts({ comparison, databases, keys, options }: Asking): Promise<ImpactQuestion['routines']> {
  const late = (state: SchemaState): readonly string[] =>
    state.details.routines.filter(({ bodyIsAnalysed }) => !bodyIsAnalysed).map(({ signature }) => signature);
  const both = new Set(late(comparison.before));
  const signatures = late(comparison.after).filter((signature) => both.has(signature));
  if (comparison.changes.length === 0 || signatures.length === 0) return { before: [], after: [] };
  const ask = (side: 'before' | 'after'): Promise<readonly RoutineVerdict[]> =>
    remembered(partStore('verdict', options), ['routines', keys[side], ...signatures], async () =>
      judgeRoutines(await (side === 'before' ? databases.base() : databases.head()), signatures),
    );
  const after = await ask('after');
  // Only trouble after the change makes the question what was before worth an engine.
  const isQuiet = after.every(({ refusals, unseen }) => refusals.length === 0 && unseen.length === 0);
  return { before: isQuiet ? [] : await ask('before'), after };
}
