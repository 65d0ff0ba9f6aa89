import { join } from 'node:path';
import type { ConsumerScan, FileQuery, Location, ScanSettings, SentText } from '@rowpact/model';
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
  /** The statements of the `.sql` files that the contract has scanned. */
  readonly queries: readonly FileQuery[];
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
  if (!leavesOut(contract.scan)) return { scan: own, isOwn: () => true, queries: own.queries };
  const settings = { ...contract.scan, include: [], exclude: [], tests: true };
  const wide = await scanConsumer({ folder, settings, store: partStore('texts', options) });
  const places = new Set(own.texts.map(placeOf));
  // What \`include\` asks for may be what nobody looks at otherwise: a folder that git ignores, a file called seed.sql.
  const known = new Set(wide.statements.map(placeOf));
  const scan = {
    ...wide,
    statements: [...wide.statements, ...own.statements.filter((statement) => !known.has(placeOf(statement)))],
    generated: [...new Set([...wide.generated, ...own.generated])],
    unreadable: [...wide.unreadable, ...own.unreadable],
  };
  return { scan, isOwn: (text) => places.has(placeOf(text)), queries: own.queries };
}

interface PlacedText {
  readonly place: Required<Location>;
  readonly text: string;
}

function leavesOut({ include, exclude, tests }: ScanSettings): boolean {
  return !tests || include.length > 0 || exclude.length > 0;
}

/** Names what stands in the source by its place and text. */
export function placeOf({ place: { file, line, column }, text }: PlacedText): string {
  return `${file}:${line}:${column} ${text}`;
}
