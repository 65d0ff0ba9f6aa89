import { join } from 'node:path';
import type { ConsumerScan, FileQuery, Location, SentText, TypeableCall } from '@rowpact/model';
import type { RegisteredContract, Registry } from '@rowpact/registry';
import { listFiles, type ScannedPath, scanConsumer, scannedPaths } from '@rowpact/scan';
import type { RowpactOptions } from '../options.js';
import { partStore } from '../use/part-store.js';

/** What a consumer's source hands to its drivers as text. */
export interface SentTexts {
  /** With every file of the consumer, whatever the contract says of scanning. */
  readonly scan: ConsumerScan;
  /** Whether a text stands in code that the contract has scanned. */
  readonly isOwn: (text: SentText) => boolean;
  readonly isOwnCall: (call: TypeableCall) => boolean;
  /** The statements of the `.sql` files that the contract has scanned. */
  readonly queries: readonly FileQuery[];
  /** What all this rests on. */
  readonly scanned: readonly ScannedPath[];
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
  const all = await scanConsumer({ folder, settings, store: partStore('texts', options) });
  const own = new Set(listFiles(folder, contract.scan).files);
  const isOwn = ({ place }: Pick<SentText, 'place'> | Pick<TypeableCall, 'place'>): boolean => own.has(place.file);
  const scans = contract.scan.include.length === 0 ? [all] : [all, await included()];
  const scan = scans.reduce(joined);
  return {
    ...{ scan, isOwn, isOwnCall: isOwn, queries: scan.queries.filter(isOwn) },
    scanned: scans.flatMap((one) => scannedPaths(one) ?? []),
  };

  // What `include` asks for may be what nobody looks at otherwise: a folder that git ignores, a file called seed.sql.
  async function included(): Promise<ConsumerScan> {
    return scanConsumer({ folder, settings: contract.scan, store: partStore('scan', options) });
  }
}

/** Both scans of one folder, what both found once. */
function joined(all: ConsumerScan, more: ConsumerScan): ConsumerScan {
  const seen = new Set([...all.statements, ...all.texts, ...all.calls, ...all.queries].map(({ place }) => place.file));
  const isNew = ({ place }: Pick<PlacedText, 'place'>): boolean => !seen.has(place.file);
  return {
    ...all,
    statements: [...all.statements, ...more.statements.filter(isNew)],
    texts: [...all.texts, ...more.texts.filter(isNew)],
    calls: [...all.calls, ...more.calls.filter(isNew)],
    queries: [...all.queries, ...more.queries.filter(isNew)],
    generated: [...new Set([...all.generated, ...more.generated])],
    unreadable: [...all.unreadable, ...more.unreadable],
  };
}

interface PlacedText {
  readonly place: Required<Location>;
  readonly text: string;
}

/** Names what stands in the source by its place and text. */
export function placeOf({ place: { file, line, column }, text }: PlacedText): string {
  return `${file}:${line}:${column} ${text}`;
}
