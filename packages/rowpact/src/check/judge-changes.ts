import {
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
import { answerConstants, type EmbeddedDatabase, judgeCached, type StatementToJudge } from '@rowpact/postgres';
import type { RowpactOptions } from '../options.js';
import { partStore } from '../use/part-store.js';
import type { AskedConsumer } from './asked-consumers.js';
import type { Comparison } from './comparison.js';

const judgeRoutines = (
  _database: EmbeddedDatabase,
  _signatures: readonly string[],
): Promise<readonly RoutineVerdict[]> => Promise.resolve([]); // TEMPORARY

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
    const inQuestion = await askedAbout(comparison, consumers, databases, options);
    const routines = await routineVerdicts(comparison, databases);
    const open: ImpactQuestion = { ...bare, consumers: inQuestion, routines };
    const constants = constantQuestions(open);
    const answers = constants.length === 0 ? [] : await answerConstants(await databases.head(), constants);
    return judgeImpact({ ...open, constants: new Map(answers) }, policy);
  } finally {
    await databases.close();
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

async function askedAbout(
  comparison: Comparison,
  consumers: readonly AskedConsumer[],
  databases: Databases,
  options: JudgingOptions,
): Promise<readonly ConsumerInQuestion[]> {
  const { before, after, changes } = comparison;
  const touched = touchedBy(changes, before, after);
  const wanted = consumers.map((consumer) =>
    consumer.use.statements.map((statement) => touched.statementIsTouched(statement, consumer)),
  );
  const texts = consumers.flatMap((consumer, index) =>
    consumer.use.statements.filter((_, at) => wanted[index]?.[at]).map((statement) => toJudge(consumer, statement)),
  );
  const verdictsBefore = await verdicts(before, texts, databases.base, 'before the change', options);
  const verdictsAfter = await verdicts(after, texts, databases.head, 'after the change', options);
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
  state: SchemaState,
  statements: readonly StatementToJudge[],
  open: () => Promise<EmbeddedDatabase>,
  when: string,
  options: JudgingOptions,
): Promise<readonly StatementVerdict[]> {
  if (statements.length === 0) return [];
  return judgeCached({
    schemaKey: sha256(JSON.stringify(state)),
    statements,
    store: partStore('verdict', options),
    openDatabase: async () => {
      options.onProgress?.({ phase: `asking PostgreSQL ${when}`, done: 0, total: 0 });
      return borrowed(await open());
    },
  });
}

/** Who opened it closes it, since others ask it too. */
function borrowed(database: EmbeddedDatabase): EmbeddedDatabase {
  return { ...database, close: () => Promise.resolve() };
}

/** Bodies that PostgreSQL keeps as text are found wrong only when they run: they are looked into on both sides. */
async function routineVerdicts(
  { before, after, changes }: Comparison,
  databases: Databases,
): Promise<{ readonly before: readonly RoutineVerdict[]; readonly after: readonly RoutineVerdict[] }> {
  const late = (state: SchemaState): readonly string[] =>
    state.details.routines.filter(({ bodyIsAnalysed }) => !bodyIsAnalysed).map(({ signature }) => signature);
  const both = new Set(late(before));
  const signatures = late(after).filter((signature) => both.has(signature));
  if (changes.length === 0 || signatures.length === 0) return { before: [], after: [] };
  const verdictsAfter = await judgeRoutines(await databases.head(), signatures);
  // Only an error after the change makes the question what was before worth an engine.
  if (verdictsAfter.every(({ refusals, unseen }) => refusals.length === 0 && unseen.length === 0))
    return { before: [], after: verdictsAfter };
  return { before: await judgeRoutines(await databases.base(), signatures), after: verdictsAfter };
}
