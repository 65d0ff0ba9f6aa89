import { byCodeUnit, type ConsumerScan, type Location, type UnreadableFile } from '@rowpact/model';
import type { ListedFiles } from '../files/list-files.js';
import type { FileFindings } from './file-findings.js';

/** What goes into a scan's result besides the findings per file. */
export interface ScanParts {
  readonly listed: ListedFiles;
  /** By path relative to the consumer's folder; null where a file holds nothing. */
  readonly findings: ReadonlyMap<string, FileFindings | null>;
  /** What the modules were followed through had to say. */
  readonly notes: readonly string[];
}

/** One result for all files: sorted by place, what was found twice at one place once. */
export function mergeFindings({ listed, findings, notes }: ScanParts): ConsumerScan {
  const found = [...findings.values()].filter((entry) => entry !== null);
  const unread = found.filter(({ looked }) => !looked).length;
  return {
    statements: unique(
      found.flatMap(({ statements }) => statements),
      ({ place, text }) => [place, text],
    ),
    blinds: unique(
      found.flatMap(({ blinds }) => blinds),
      ({ place, reason, detail, text }) => [place, `${reason}\0${detail}\0${text ?? ''}`],
    ),
    texts: unique(
      found.flatMap(({ texts }) => texts),
      ({ place, text }) => [place, text],
    ),
    queries: unique(
      found.flatMap(({ queries }) => queries ?? []),
      ({ place, text }) => [place, text],
    ),
    calls: unique(
      found.flatMap(({ calls }) => calls ?? []),
      ({ argumentAt }) => [argumentAt, ''],
    ),
    tables: unique(
      found.flatMap(({ tables }) => tables),
      ({ place, schema, table }) => [place, `${schema ?? ''}\0${table}`],
    ),
    files: findings.size - unread,
    generated: [...findings].flatMap(([file, entry]) => (entry?.generated === true ? [file] : [])).sort(byCodeUnit),
    unreadable: unique([...listed.unreadable, ...found.flatMap((entry) => entry.unreadable)], byLocation),
    notes: sortedNotes([
      ...listed.notes,
      ...leftOutNotes(findings),
      ...found.flatMap((entry) => entry.notes),
      ...notes,
    ]),
  };
}

function byLocation({ location, reason }: UnreadableFile): readonly [Location, string] {
  return [location, reason];
}

/** Sorted by file, line and column, then by the second part of the key; of equal keys the first. */
function unique<Found>(all: readonly Found[], keyOf: (found: Found) => readonly [Location, string]): readonly Found[] {
  const keyed = all.map((found) => ({ found, key: keyOf(found) }));
  keyed.sort((left, right) => compare(left.key, right.key));
  return keyed
    .filter(({ key }, index) => {
      const before = keyed[index - 1];
      return before === undefined || compare(before.key, key) !== 0;
    })
    .map(({ found }) => found);
}

function compare(
  [left, leftRest]: readonly [Location, string],
  [right, rightRest]: readonly [Location, string],
): number {
  return (
    byCodeUnit(left.file, right.file) ||
    (left.line ?? 0) - (right.line ?? 0) ||
    (left.column ?? 0) - (right.column ?? 0) ||
    byCodeUnit(leftRest, rightRest)
  );
}

/** One note per folder: a consumer may have hundreds of migrations. */
function leftOutNotes(findings: ScanParts['findings']): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const [file, found] of findings) {
    if (found === null || found.leftOut === null) continue;
    const key = `${folderOf(file)}\0${found.leftOut}`;
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return [...groups].map(([key, files]) => {
    const [folder = '', what = ''] = key.split('\0');
    const [first = ''] = files;
    const subject =
      files.length === 1 ? `${first} is` : `${files.length} .sql files in ${folder === '' ? 'the folder' : folder} are`;
    return `${subject} left out as ${what}: what sets a database up is no query (name it in \`scan.include\` if it is one)`;
  });
}

function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
}

function sortedNotes(notes: readonly string[]): readonly string[] {
  return [...new Set(notes)].sort(byCodeUnit);
}
