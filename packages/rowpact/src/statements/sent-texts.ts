import { join } from 'node:path';
import type { ConsumerScan, ScanSettings, SentText, TypeableCall } from '@rowpact/model';
import type { RegisteredContract, Registry } from '@rowpact/registry';
import { scanConsumer } from '@rowpact/scan';
import type { RowpactOptions } from '../options.js';
import { partStore } from '../use/part-store.js';

/** What a consumer's source hands to its drivers as text. */
export interface SentTexts {
  /** With every file of the consumer, whatever the contract says of scanning. */
  readonly scan: ConsumerScan;
  /** Whether a text stands in code that the contract has scanned. */
  readonly isOwn: (text: SentText) => boolean;
  readonly isOwnCall: (call: TypeableCall) => boolean;
}

/**
 * Scans a consumer for the texts that TypeScript meets: it compiles tests and whatever else `scan` leaves out, too, and
 * must not take a statement there for one that was edited just now.
 */
export async function sentTexts(
  { root }: Pick<Registry, 'root'>,
  { contract }: RegisteredContract,
  options: RowpactOptions,
): Promise<SentTexts> {
  const folder = join(root, contract.source);
  const own = await scanConsumer({ folder, settings: contract.scan, store: partStore('scan', options) });
  if (!leavesOut(contract.scan)) return { scan: own, isOwn: () => true, isOwnCall: () => true };
  const settings = { ...contract.scan, include: [], exclude: [], tests: true };
  const scan = await scanConsumer({ folder, settings, store: partStore('texts', options) });
  const places = new Set(own.texts.map(placeOf));
  const calls = new Set(own.calls.map(argumentPlace));
  return { scan, isOwn: (text) => places.has(placeOf(text)), isOwnCall: (call) => calls.has(argumentPlace(call)) };
}

function leavesOut({ include, exclude, tests }: ScanSettings): boolean {
  return !tests || include.length > 0 || exclude.length > 0;
}

function argumentPlace({ argumentAt: { file, line, column } }: TypeableCall): string {
  return `${file}:${line}:${column}`;
}

function placeOf({ place: { file, line, column }, text }: SentText): string {
  return `${file}:${line}:${column} ${text}`;
}
