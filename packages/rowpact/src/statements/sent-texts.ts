import { join } from 'node:path';
import type { ConsumerScan, SentText } from '@rowpact/model';
import type { RegisteredContract, Registry } from '@rowpact/registry';
import { listFiles, scanConsumer } from '@rowpact/scan';
import type { RowpactOptions } from '../options.js';
import { partStore } from '../use/part-store.js';

/** What a consumer's source hands to its drivers as text. */
export interface SentTexts {
  /** With every file of the consumer, whatever the contract says of scanning. */
  readonly scan: ConsumerScan;
  /** Whether a text stands in code that the contract has scanned. */
  readonly isOwn: (text: SentText) => boolean;
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
  const settings = { ...contract.scan, include: [], exclude: [], tests: true };
  const scan = await scanConsumer({ folder, settings, store: partStore('texts', options) });
  const own = new Set(listFiles(folder, contract.scan).files);
  return { scan, isOwn: ({ place }) => own.has(place.file) };
}
