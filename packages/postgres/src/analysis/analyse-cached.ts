import { type ByteStore, canonicalJson, fingerprintOf, sha256, type StatementAnalysis } from '@rowpact/model';
import { codeFingerprint } from '../engine/code-fingerprint.js';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { engineIdentity } from '../engine/extension-packages.js';
import { analyseStatements } from './analyse-statements.js';
import { offsetAt, tokenPlaceOf, type TokenPlace } from './token-place.js';
import { mayCreateTemporary } from './temporary-tables.js';
import type { AnalysisOptions, StatementToAnalyse } from './statement-to-analyse.js';

export interface CachedAnalysis extends AnalysisOptions {
  /** Names the schema that the statements are asked against: equal for equal schemas, different for different ones. */
  readonly schemaKey: string;
  readonly statements: readonly StatementToAnalyse[];
  /** Null to ask about everything anew, and keep nothing. */
  readonly store: ByteStore | null;
  /** Starts a database that has the schema: called only where something is new, and closed here. */
  readonly openDatabase: () => Promise<EmbeddedDatabase>;
}

/** What is known of one statement; where it points into the text, by token, so that it holds for the text reformatted. */
interface Remembered {
  readonly analysis: StatementAnalysis;
  readonly place: TokenPlace | null;
}

/** What is remembered of one schema, by what names a statement. */
type Memory = Readonly<Record<string, Remembered>>;

/** Beyond this many times what a run asked about (and at least so many), what it did not ask about is forgotten. */
const FORGET_BEYOND = { times: 4, least: 10_000 };

/**
 * As `analyseStatements`, but every statement is asked about once for a schema and then remembered by its fingerprint.
 * With nothing new among the statements no engine starts.
 */
export async function analyseCached(options: CachedAnalysis): Promise<readonly StatementAnalysis[]> {
  const { statements, store, schemaKey, openDatabase } = options;
  const storeKey = sha256('analysis', engineIdentity(), codeFingerprint(), schemaKey);
  const known = store === null ? {} : readMemory(await store.read(storeKey));
  const keys = keysOf(statements);
  const isNew = (key: string): boolean => !Object.hasOwn(known, key);
  const wanted = withTheirSequences(statements, keys, isNew);
  const found = new Map<string, Remembered>();
  if (wanted.length > 0) {
    const asked = await askAll(
      openDatabase,
      wanted.map((at) => statementAt(statements, at)),
      options,
    );
    wanted.forEach((at, index) => {
      const analysis = asked[index];
      if (analysis) found.set(keys[at] ?? '', remember(analysis, statementAt(statements, at).text));
    });
    await store?.write(storeKey, Buffer.from(JSON.stringify(merged(known, found, new Set(keys)))));
  }
  return statements.map(({ text }, at) => recall(found.get(keys[at] ?? '') ?? known[keys[at] ?? ''], text));
}

async function askAll(
  openDatabase: CachedAnalysis['openDatabase'],
  statements: readonly StatementToAnalyse[],
  options: AnalysisOptions,
): Promise<readonly StatementAnalysis[]> {
  const database = await openDatabase();
  try {
    return await analyseStatements(database, statements, options.signal ? { signal: options.signal } : {});
  } finally {
    await database.close();
  }
}

function statementAt(statements: readonly StatementToAnalyse[], at: number): StatementToAnalyse {
  const statement = statements[at];
  if (!statement) throw new RangeError(`no statement ${at}`);
  return statement;
}

/** What names each statement: its fingerprint and search path; within a run with temporary tables also all that is run there. */
function keysOf(statements: readonly StatementToAnalyse[]): readonly string[] {
  const runs = temporaryRuns(statements);
  const fingerprints = statements.map(({ text }) => fingerprintOf(text));
  const runKeys = new Map(
    [...runs].map(([sequence, members]) => [sequence, sha256(...members.map((at) => fingerprints[at] ?? ''))]),
  );
  return statements.map(({ searchPath = [], sequence }, at) => {
    const run = sequence === undefined ? '' : (runKeys.get(runName(searchPath, sequence)) ?? '');
    return [
      fingerprints[at] ?? '',
      ...(searchPath.length > 0 ? [canonicalJson(searchPath)] : []),
      ...(run ? [run] : []),
    ].join(' ');
  });
}

function runName(searchPath: readonly string[], sequence: string): string {
  return canonicalJson([sequence, ...searchPath]);
}

/** The runs in which something temporary may be created, with the statements in each. */
function temporaryRuns(statements: readonly StatementToAnalyse[]): ReadonlyMap<string, readonly number[]> {
  const runs = new Map<string, number[]>();
  const temporary = new Set<string>();
  statements.forEach(({ text, searchPath = [], sequence }, at) => {
    if (sequence === undefined) return;
    const name = runName(searchPath, sequence);
    const run = runs.get(name);
    if (run) run.push(at);
    else runs.set(name, [at]);
    if (mayCreateTemporary(text)) temporary.add(name);
  });
  return new Map([...runs].filter(([name]) => temporary.has(name)));
}

/** The statements to ask about: the new ones, each text once, and whole runs where temporary tables are created. */
function withTheirSequences(
  statements: readonly StatementToAnalyse[],
  keys: readonly string[],
  isNew: (key: string) => boolean,
): readonly number[] {
  const whole = [...temporaryRuns(statements).values()].filter((run) => run.some((at) => isNew(keys[at] ?? '')));
  const asked = new Set(whole.flat());
  const seen = new Set([...asked].map((at) => keys[at] ?? ''));
  keys.forEach((key, at) => {
    if (!isNew(key) || seen.has(key)) return;
    seen.add(key);
    asked.add(at);
  });
  return [...asked].sort((left, right) => left - right);
}

function remember(analysis: StatementAnalysis, text: string): Remembered {
  if (analysis.kind !== 'refused' || analysis.offset === null) return { analysis, place: null };
  return { analysis: { ...analysis, offset: null }, place: tokenPlaceOf(text, analysis.offset) };
}

function recall(remembered: Remembered | undefined, text: string): StatementAnalysis {
  if (!remembered) throw new TypeError('a statement that nobody was asked about');
  const { analysis, place } = remembered;
  if (analysis.kind !== 'refused' || place === null) return analysis;
  return { ...analysis, offset: offsetAt(text, place) };
}

/** What was kept: written below by this very code, as the key says. */
function readMemory(body: Uint8Array | null): Memory {
  return body === null ? {} : (JSON.parse(Buffer.from(body).toString('utf8')) as Memory);
}

function merged(known: Memory, found: ReadonlyMap<string, Remembered>, used: ReadonlySet<string>): Memory {
  const all = { ...known, ...Object.fromEntries(found) };
  const keys = Object.keys(all);
  if (keys.length <= Math.max(FORGET_BEYOND.least, used.size * FORGET_BEYOND.times)) return all;
  return Object.fromEntries(Object.entries(all).filter(([key]) => used.has(key)));
}
