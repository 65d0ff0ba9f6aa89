import { type ByteStore, canonicalJson, fingerprintOf, sha256 } from '@rowpact/model';
import { codeFingerprint } from '../engine/code-fingerprint.js';
import { engineIdentity } from '../engine/extension-packages.js';
import { mayCreateTemporary } from './temporary-tables.js';
import type { StatementToAnalyse } from './statement-to-analyse.js';
import { offsetAt, tokenPlaceOf, type TokenPlace } from './token-place.js';

/** How answers of one kind are asked for and remembered. */
export interface Remembering<S extends StatementToAnalyse, T> {
  /** Names the kind of answer. */
  readonly kind: string;
  /** Names the schema that the statements are asked against: equal for equal schemas, different for different ones. */
  readonly schemaKey: string;
  readonly statements: readonly S[];
  /** Null to ask about everything anew, and keep nothing. */
  readonly store: ByteStore | null;
  /** What else names a statement beside its text and search path; empty for nothing. */
  readonly nameOf: (statement: S) => string;
  /** Asks about some of the statements; only called where there are some. */
  readonly ask: (statements: readonly S[]) => Promise<readonly T[]>;
  /** The offsets into the text that an answer holds. */
  readonly offsetsOf: (answer: T) => readonly (number | null)[];
  /** The answer with other offsets, in the same order. */
  readonly withOffsets: (answer: T, offsets: readonly (number | null)[]) => T;
}

/** What is known of one statement; where it points into the text, by token, so that it holds for the text reformatted. */
interface Remembered<T> {
  readonly answer: T;
  readonly places: readonly (TokenPlace | null)[];
}

/** What is remembered of one schema, by what names a statement. */
type Memory<T> = Readonly<Record<string, Remembered<T>>>;

/** Beyond this many times what a run asked about (and at least so many), what it did not ask about is forgotten. */
const FORGET_BEYOND = { times: 4, least: 10_000 };

/** Asks about every statement once for a schema and remembers it by its fingerprint, in the order of the statements. */
export async function askOnce<S extends StatementToAnalyse, T>(remembering: Remembering<S, T>): Promise<readonly T[]> {
  const { kind, statements, store, schemaKey, ask, nameOf } = remembering;
  const storeKey = sha256(kind, engineIdentity(), codeFingerprint(), schemaKey);
  const known: Memory<T> = store === null ? {} : readMemory(await store.read(storeKey));
  const keys = keysOf(statements, nameOf);
  const isNew = (key: string): boolean => !Object.hasOwn(known, key);
  const wanted = withTheirSequences(statements, keys, isNew);
  const found = new Map<string, Remembered<T>>();
  if (wanted.length > 0) {
    const asked = await ask(wanted.map((at) => statementAt(statements, at)));
    wanted.forEach((at, index) => {
      const answer = asked[index];
      if (answer) found.set(keys[at] ?? '', remember(answer, statementAt(statements, at).text, remembering));
    });
    await store?.write(storeKey, Buffer.from(JSON.stringify(merged(known, found, new Set(keys)))));
  }
  return statements.map(({ text }, at) =>
    recall(found.get(keys[at] ?? '') ?? known[keys[at] ?? ''], text, remembering),
  );
}

function statementAt<S>(statements: readonly S[], at: number): S {
  const statement = statements[at];
  if (!statement) throw new RangeError(`no statement ${at}`);
  return statement;
}

/** What names each statement: its fingerprint and search path; within a run with temporary tables also all that is run there. */
function keysOf<S extends StatementToAnalyse>(
  statements: readonly S[],
  nameOf: (statement: S) => string,
): readonly string[] {
  const runs = temporaryRuns(statements);
  const fingerprints = statements.map(({ text }) => fingerprintOf(text));
  const runKeys = new Map(
    [...runs].map(([sequence, members]) => [sequence, sha256(...members.map((at) => fingerprints[at] ?? ''))]),
  );
  return statements.map((statement, at) => {
    const { searchPath = [], sequence } = statement;
    const name = nameOf(statement);
    const run = sequence === undefined ? '' : (runKeys.get(runName(searchPath, sequence)) ?? '');
    return [
      fingerprints[at] ?? '',
      ...(searchPath.length > 0 ? [canonicalJson(searchPath)] : []),
      ...(run ? [run] : []),
      ...(name ? [name] : []),
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

function remember<T>(
  answer: T,
  text: string,
  { offsetsOf, withOffsets }: Pick<Remembering<never, T>, 'offsetsOf' | 'withOffsets'>,
): Remembered<T> {
  const offsets = offsetsOf(answer);
  if (offsets.every((offset) => offset === null)) return { answer, places: [] };
  const bare = withOffsets(
    answer,
    offsets.map(() => null),
  );
  return { answer: bare, places: offsets.map((offset) => (offset === null ? null : tokenPlaceOf(text, offset))) };
}

function recall<T>(
  remembered: Remembered<T> | undefined,
  text: string,
  { withOffsets }: Pick<Remembering<never, T>, 'withOffsets'>,
): T {
  if (!remembered) throw new TypeError('a statement that nobody was asked about');
  const { answer, places } = remembered;
  if (places.length === 0) return answer;
  return withOffsets(
    answer,
    places.map((place) => (place === null ? null : offsetAt(text, place))),
  );
}

/** What was kept: written below by this very code, as the key says. */
function readMemory<T>(body: Uint8Array | null): Memory<T> {
  return body === null ? {} : (JSON.parse(Buffer.from(body).toString('utf8')) as Memory<T>);
}

function merged<T>(known: Memory<T>, found: ReadonlyMap<string, Remembered<T>>, used: ReadonlySet<string>): Memory<T> {
  const all = { ...known, ...Object.fromEntries(found) };
  const keys = Object.keys(all);
  if (keys.length <= Math.max(FORGET_BEYOND.least, used.size * FORGET_BEYOND.times)) return all;
  return Object.fromEntries(Object.entries(all).filter(([key]) => used.has(key)));
}
