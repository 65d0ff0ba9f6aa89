import type { EmbeddedDatabase } from '@rowpact/postgres';
import fc from 'fast-check';
import { findNulls, type NullSearch } from './find-nulls.js';
import { STATES } from './schema.js';
import { randomStatement } from './statements.js';

/** What random statements were asked for. */
export interface RandomSearch extends NullSearch {
  readonly seed: number;
  /** Of each value that should not be, the shortest statement that shows it, with the state of the data. */
  readonly counterexamples: readonly string[];
}

const BYTES = fc.uint8Array({ minLength: 0, maxLength: 300, size: 'max' });
const BATCH = 1000;
const COUNTS = ['taken', 'ran', 'columns', 'proven', 'seen', 'shaped', 'shapesSeen'] as const;
/** Each takes a few hundred statements to shrink. */
const MOST_SHRUNK = 3;

/** Looks for NULLs in columns that are called not null, and for JSON that is not of its shape, in so many random statements; the same seed makes the same. */
export async function searchNulls(
  database: EmbeddedDatabase,
  {
    seed,
    statements,
    report,
  }: { readonly seed: number; readonly statements: number; readonly report?: (line: string) => void },
): Promise<RandomSearch> {
  const bytes = fc.sample(BYTES, { seed, numRuns: statements });
  const texts = bytes.map(randomStatement);
  const total = { taken: 0, ran: 0, columns: 0, proven: 0, seen: 0, shaped: 0, shapesSeen: 0 };
  const broken: NullSearch['broken'][number][] = [];
  for (let from = 0; from < texts.length; from += BATCH) {
    report?.(`random statements: ${from} of ${texts.length}`);
    const found = await findNulls(database, texts.slice(from, from + BATCH));
    for (const key of COUNTS) total[key] += found[key];
    broken.push(...found.broken.map((one) => ({ ...one, at: one.at + from })));
  }
  const indexes = [...new Set(broken.map(({ at }) => at))].slice(0, MOST_SHRUNK);
  const counterexamples: string[] = [];
  for (const at of indexes) counterexamples.push(await shrunk(database, seed, at));
  return { ...total, seed, broken, counterexamples };
}

async function shrunk(database: EmbeddedDatabase, seed: number, at: number): Promise<string> {
  const holds = fc.asyncProperty(BYTES, async (bytes) => {
    const { broken } = await findNulls(database, [randomStatement(bytes)]);
    return broken.length === 0;
  });
  const { counterexample } = await fc.check(holds, {
    seed,
    path: String(at),
    numRuns: 1,
    interruptAfterTimeLimit: 60_000,
  });
  const text = randomStatement(counterexample?.[0] ?? new Uint8Array());
  const [broken] = (await findNulls(database, [text])).broken;
  return `${broken?.column ?? '?'} ${broken?.fault ?? '?'}: ${text}\n  after: ${STATES.slice(0, (broken?.state ?? 0) + 1).join(' ')}`;
}
