import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FailureError, VERDICTS, type Verdict } from '@rowpact/model';
import { judgeSql } from '../judging/judge-sql.js';

/** What a real server did to one operation under one change. */
export type Truth = 'failed' | 'changed' | 'same';

/** A change whose verdict on one operation is not what the server did. */
export interface CompatPair {
  readonly change: string;
  readonly operation: string;
  readonly truth: Truth;
  readonly verdict: Verdict;
  /** The rule that says so; null for `safe`. */
  readonly rule: string | null;
  /** Said once of the consumer as a whole: its role, its connection. */
  readonly ofAll: boolean;
}

export interface CompatResult {
  readonly changes: number;
  readonly operations: number;
  /** How many pairs have which verdict, by what the server did. */
  readonly matrix: Readonly<Record<Truth, Readonly<Record<Verdict, number>>>>;
  /** Failed, and called less than `may break`. */
  readonly missed: readonly CompatPair[];
  /** Another result, and called safe or a matter of types. */
  readonly unseen: readonly CompatPair[];
  /** The same as before, and called anything but safe. */
  readonly false: readonly CompatPair[];
  /** Said of rows that a write answers (RETURNING), which the corpus does not compare: it cannot tell whether that is so. */
  readonly uncompared: readonly CompatPair[];
}

interface CompatCase {
  readonly id: string;
  readonly sql: string;
  readonly breaks: readonly { readonly operation: string; readonly sqlstate: string }[];
  /** `operation.column before => after`, `operation rowcount 2->1`. */
  readonly changesResult: readonly string[];
}

/** Judges every change of the corpus against every operation, as its consumer's role sends them. */
export async function judgeCompat(
  folder: string,
  cache: string,
  report: (line: string) => void,
  only: string | null = null,
): Promise<CompatResult> {
  const schema = `CREATE ROLE consumer LOGIN;\n${await readFile(join(folder, 'schema.sql'), 'utf8')}`;
  // The corpus's README says what the two files hold.
  const operations = JSON.parse(await readFile(join(folder, 'operations.json'), 'utf8')) as Record<string, string>;
  const cases = JSON.parse(await readFile(join(folder, 'cases.json'), 'utf8')) as readonly CompatCase[];
  const pairs: CompatPair[] = [];
  const wanted = cases.filter(({ id }) => only === null || id.includes(only));
  for (const [index, one] of wanted.entries()) {
    report(`compat-probe ${index + 1}/${wanted.length}: ${one.id}`);
    pairs.push(...(await judgeCase(schema, new Map(Object.entries(operations)), one, cache)));
  }
  const answering = Object.entries(operations).flatMap(([name, sql]) => (/\breturning\b/iu.test(sql) ? [name] : []));
  return summed(wanted.length, Object.keys(operations).length, pairs, new Set(answering));
}

async function judgeCase(
  schema: string,
  statements: ReadonlyMap<string, string>,
  one: CompatCase,
  cache: string,
): Promise<readonly CompatPair[]> {
  const truths = truthsOf(one, [...statements.keys()]);
  const verdicts = await verdictsOf(schema, statements, one, cache);
  return [...statements.keys()].map((operation) => ({
    ...{ change: one.id, operation, truth: truths.get(operation) ?? 'same' },
    ...(verdicts.get(operation) ?? { verdict: 'safe' as const, rule: null, ofAll: false }),
  }));
}

async function verdictsOf(
  schema: string,
  statements: ReadonlyMap<string, string>,
  { sql }: CompatCase,
  cache: string,
): Promise<ReadonlyMap<string, Omit<CompatPair, 'change' | 'operation' | 'truth'>>> {
  try {
    const { findings, ofAll } = await judgeSql({ schema, change: sql, statements, role: 'consumer', cache }, false);
    return new Map(
      [...findings].flatMap(([name, own]) => {
        const worst = own[0] ?? ofAll[0];
        if (worst === undefined) return [];
        return [[name, { verdict: worst.verdict, rule: worst.rule, ofAll: own.length === 0 }]];
      }),
    );
  } catch (error) {
    // What the replay refuses is never called safe: the whole check ends with exit code 2.
    if (!(error instanceof FailureError)) throw error;
    const unknown = { verdict: 'unknown', rule: error.failures[0].code, ofAll: true } as const;
    return new Map([...statements.keys()].map((name) => [name, unknown]));
  }
}

function truthsOf({ breaks, changesResult }: CompatCase, operations: readonly string[]): ReadonlyMap<string, Truth> {
  const failed = new Set(breaks.map(({ operation }) => operation));
  const changed = new Set(changesResult.map((line) => /^\w+/u.exec(line)?.[0] ?? ''));
  return new Map(
    operations.map((name) => [name, failed.has(name) ? 'failed' : changed.has(name) ? 'changed' : 'same']),
  );
}

function summed(
  changes: number,
  operations: number,
  pairs: readonly CompatPair[],
  answering: ReadonlySet<string>,
): CompatResult {
  // One sentence about a role is no sixty alarms about statements.
  const alarms = pairs.filter(({ truth, verdict, ofAll }) => truth === 'same' && verdict !== 'safe' && !ofAll);
  const count = (truth: Truth, verdict: Verdict): number =>
    pairs.filter((pair) => pair.truth === truth && verdictIn(pair) === verdict).length;
  const row = (truth: Truth) => Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(truth, verdict)]));
  const matrix = { failed: row('failed'), changed: row('changed'), same: row('same') };
  return {
    changes,
    operations,
    matrix: matrix as CompatResult['matrix'], // made of the very keys above
    missed: pairs.filter(({ truth, verdict }) => truth === 'failed' && !STOPS.has(verdict)),
    unseen: pairs.filter(({ truth, verdict }) => truth === 'changed' && !SEES.has(verdict)),
    false: alarms.filter(({ operation }) => !answering.has(operation)),
    uncompared: alarms.filter(({ operation }) => answering.has(operation)),
  };
}

/** What the matrix counts: what is said of the consumer as a whole counts where something happened. */
function verdictIn({ truth, verdict, ofAll }: CompatPair): Verdict {
  return truth === 'same' && ofAll ? 'safe' : verdict;
}

const STOPS: ReadonlySet<Verdict> = new Set(['breaks', 'may break', 'unknown']);
const SEES: ReadonlySet<Verdict> = new Set(['breaks', 'may break', 'unknown', 'silent']);
