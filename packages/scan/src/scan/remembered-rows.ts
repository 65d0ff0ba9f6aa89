import { canonicalJson, type ConsumerScan, sha256 } from '@rowpact/model';
import type { FollowedRows, FollowRequest } from '../rows/follow-rows.js';
import type { Look } from '../program/source-tree.js';
import type { ScanOptions } from '../scan-options.js';
import { codeFingerprint } from './code-fingerprint.js';
import { stillHolds } from './find-stale.js';
import { type RememberedLook, rememberedLook } from './scan-memory.js';
import { sourceHash } from './scanned-source.js';

/** Whose rows are followed, after a scan of the same source. */
export interface FollowOptions extends ScanOptions {
  /** What `scanConsumer` answered in this run: by it is known which files are as they were. Without it everything is followed anew. */
  readonly scan?: ConsumerScan;
  /** Tells this question from others about the same folder, such as another producer's; one answer is kept for each. */
  readonly label?: string;
}

/** What is known of rows. */
export type RowUses = Pick<FollowedRows, 'uses' | 'notes'>;

interface Stored<Answer> {
  /** Hashes of what was asked, and of the files in which anything may stand that the answer rests on. */
  readonly wanted: string;
  readonly source: string;
  readonly looked: readonly (readonly [path: string, look: RememberedLook])[];
  readonly answer: Answer;
}

/**
 * Answers a question about a consumer's code from the store, while the same is asked and all is as it was: every file of the consumer, so
 * that also one that newly imports another is seen, and whatever was looked at beyond them. TypeScript is then not even loaded.
 * @param question - what kind it is; `wanted` is what is asked, `Answer` must survive as JSON.
 */
export async function remembered<Answer>(
  options: FollowOptions,
  question: string,
  wanted: unknown,
  work: () => Promise<{ readonly value: Answer; readonly looked: ReadonlyMap<string, Look> }>,
): Promise<Answer> {
  const { store, folder, settings, scan, label = '' } = options;
  const source = store === null || scan === undefined ? null : sourceHash(scan, folder, settings);
  if (store === null || source === null) return (await work()).value;
  const startedAt = (options.now ?? Date.now)();
  const key = sha256(question, codeFingerprint(), folder, canonicalJson(settings), label);
  const asked = sha256(canonicalJson(wanted));
  const body = await store.read(key);
  // Written below, by this very code: the key says so.
  const known = body === null ? null : (JSON.parse(new TextDecoder().decode(body)) as Stored<Answer>);
  if (
    known?.wanted === asked &&
    known.source === source &&
    known.looked.every(([path, look]) => stillHolds(path, look))
  )
    return known.answer;
  const { value, looked } = await work();
  const looks = [...looked].map(([path, { what, ...seen }]) => [path, rememberedLook(what, seen, startedAt)] as const);
  const stored: Stored<Answer> = { wanted: asked, source, looked: looks, answer: value };
  await store.write(key, new TextEncoder().encode(JSON.stringify(stored)));
  return value;
}

/**
 * As `followRows`, remembered.
 * @param follow - in tests, to see whether it is called.
 */
export function rememberedRows(
  options: FollowOptions,
  wanted: readonly FollowRequest[],
  follow: (options: ScanOptions, wanted: readonly FollowRequest[]) => Promise<FollowedRows>,
): Promise<RowUses> {
  return remembered(options, 'rows', wanted, async () => {
    const { uses, notes, looked } = await follow(options, wanted);
    return { value: { uses, notes }, looked };
  });
}
