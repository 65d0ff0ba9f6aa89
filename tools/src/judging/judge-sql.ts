import {
  analyseCached,
  type EmbeddedDatabase,
  type Migration,
  openCache,
  type ReplayOptions,
  walkMigrations,
} from '@rowpact/postgres';
import {
  type ConsumerUse,
  DEFAULT_POLICY,
  fingerprintOf,
  type ImpactFinding,
  type RecordedStatement,
  sha256,
  type StatementAnalysis,
} from '@rowpact/model';
import { type AskedConsumer, judgeChanges, walkedChanges } from 'rowpact';

/** A schema, what is done to it, and statements of somebody who uses it. */
export interface SqlQuestion {
  readonly schema: string;
  readonly change: string;
  /** By name. */
  readonly statements: ReadonlyMap<string, string>;
  /** The role that sends them; the schema or the change creates it. */
  readonly role: string | null;
  readonly cache: string;
}

/** What the rules say, and what happens when the statements are run. */
export interface SqlAnswer {
  /** By the statement's name: what is said of it, the worst first. */
  readonly findings: ReadonlyMap<string, readonly ImpactFinding[]>;
  /** What is said of whoever sends them, and of no statement: its role may not log in any more. The worst first. */
  readonly ofAll: readonly ImpactFinding[];
  /** What came of running those without parameters, before and after; SQLSTATE or null for no error. */
  readonly runs: ReadonlyMap<string, { readonly before: string | null; readonly after: string | null }>;
}

/** Asks the whole chain about one change: replay, difference, PostgreSQL's verdicts, rules; and runs what can be run. */
export async function judgeSql(question: SqlQuestion, run: boolean): Promise<SqlAnswer> {
  const { schema, change, cache, role } = question;
  const replaying: ReplayOptions = { cache: openCache({ directory: cache }), stubs: [] };
  const plan = { migrations: [migration('001_schema', schema)], ignored: [], notes: [] };
  const walk = await walkMigrations(plan, [migration('002_change', change)], replaying);
  const base = shared(walk.openBase);
  const head = shared(walk.openHead);
  try {
    const after = walk.steps.at(-1)?.after ?? walk.before;
    const changes = walkedChanges(walk.before, walk.steps, []);
    const comparison = { ...walk, after, changes, openBase: base.open, openHead: head.open };
    const texts = [...question.statements.values()];
    const analyses = await analysed(texts, question, base.open);
    const consumer: AskedConsumer = {
      ...{ name: 'consumer', source: '.', role, searchPath: [] },
      ...{ driver: 'pg' as const, typed: false, deployed: null },
      use: useOf([...question.statements.keys()], texts, analyses),
    };
    const judging = { env: { ROWPACT_CACHE_DIR: cache } };
    const judged = await judgeChanges('producer', comparison, [consumer], DEFAULT_POLICY, judging);
    const ran = run
      ? { before: await runAll(await base.open(), texts, role), after: await runAll(await head.open(), texts, role) }
      : { before: [], after: [] };
    return answered(question, judged, ran);
  } finally {
    await base.close();
    await head.close();
  }
}

function answered(
  { statements }: SqlQuestion,
  judged: readonly ImpactFinding[],
  ran: Readonly<Record<'before' | 'after', readonly (string | null)[]>>,
): SqlAnswer {
  const names = [...statements.keys()];
  const files = new Set(names.map(fileOf));
  return {
    ofAll: judged.filter(({ consumer, location }) => consumer !== null && !files.has(location.file)),
    findings: new Map(names.map((name) => [name, judged.filter((one) => one.location.file === fileOf(name))])),
    runs: new Map(names.map((name, at) => [name, { before: ran.before[at] ?? null, after: ran.after[at] ?? null }])),
  };
}

/** The statements as they are known of the schema before the change, asked about once for all changes of it. */
function analysed(
  texts: readonly string[],
  { schema, cache }: SqlQuestion,
  openDatabase: () => Promise<EmbeddedDatabase>,
): Promise<readonly StatementAnalysis[]> {
  const store = openCache({ directory: cache });
  return analyseCached({
    schemaKey: sha256(schema),
    statements: texts.map((text) => ({ text })),
    store: { read: (key) => store.read('analysis', key), write: (key, body) => store.write('analysis', key, body) },
    openDatabase,
  });
}

/** One engine for all who ask: who gets it does not close it. */
function shared(open: () => Promise<EmbeddedDatabase>): {
  readonly open: () => Promise<EmbeddedDatabase>;
  readonly close: () => Promise<void>;
} {
  let opened: EmbeddedDatabase | null = null;
  return {
    open: async () => {
      opened ??= await open();
      return { ...opened, close: () => Promise.resolve() };
    },
    close: async () => opened?.close(),
  };
}

function migration(label: string, text: string): Migration {
  return {
    ...{ path: `${label}.sql`, label, version: label.slice(0, 3), hash: sha256(text), text },
    ...{ transaction: 'default' as const, included: [] },
  };
}

/** Each statement stands in a file of its own, so that a finding tells which it is about. */
function fileOf(name: string): string {
  return `${name}.sql`;
}

function useOf(
  names: readonly string[],
  texts: readonly string[],
  analyses: readonly StatementAnalysis[],
): ConsumerUse {
  const statements = texts.map((text, at) => recorded(names[at] ?? '', text, analyses[at]));
  const counts = { files: texts.length, statements: texts.length, analysed: texts.length };
  return {
    ...{ consumer: 'consumer', producer: 'producer', statements, blinds: [], tables: [], unreadable: [] },
    coverage: { ...counts, refused: 0, foreign: 0, blind: 0, unreadable: 0 },
  };
}

/** Nobody follows the rows of a statement that stands alone: what comes through `*` is lost from sight. */
function recorded(name: string, text: string, analysis: StatementAnalysis | undefined): RecordedStatement {
  const here = { file: fileOf(name), line: 1, column: 1 };
  const taken = analysis?.kind === 'analysed' ? analysis : null;
  const hasRows = taken?.relations.some(({ exposed }) => exposed.length > 0) ?? false;
  return {
    ...{ text, fingerprint: fingerprintOf(text), place: { ...here, within: null }, caller: 'pg' as const },
    origins: [{ at: 0, ...here }],
    access: taken?.relations ?? [],
    refused: analysis?.kind === 'refused' ? analysis : null,
    rows: hasRows ? { reads: [], escapes: [{ location: here, how: 'nobody follows its rows' }] } : null,
  };
}

/** Runs each in a transaction that is rolled back; null also for one with parameters, which nobody can run. */
async function runAll(
  database: EmbeddedDatabase,
  texts: readonly string[],
  role: string | null,
): Promise<readonly (string | null)[]> {
  const outcomes: (string | null)[] = [];
  for (const text of texts) outcomes.push(/\$\d/u.test(text) ? null : await runOne(database, text, role));
  return outcomes;
}

async function runOne(database: EmbeddedDatabase, text: string, role: string | null): Promise<string | null> {
  await database.exec('BEGIN');
  try {
    if (role !== null) await database.exec(`SET LOCAL ROLE "${role}"`);
    await database.query(text);
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'XX000';
  } finally {
    await database.exec('ROLLBACK');
  }
}
