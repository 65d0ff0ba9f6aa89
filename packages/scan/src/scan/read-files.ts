import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { decodeText } from '../files/decode-text.js';
import { reasonOf } from '../files/error-reason.js';
import { hashOf } from '../files/file-state.js';
import { isGeneratedByUs } from '../files/prefilter.js';
import { sourceKind } from '../files/source-kinds.js';
import { readSqlFile } from '../sql-file/read-sql-file.js';
import { type FileFindings, NO_FINDINGS } from './file-findings.js';

/** What reading alone says of a file: what a `.sql` file holds, and whether a module is worth a parse. */
export interface FileRead {
  readonly path: string;
  /** Of its content; empty where that cannot be read. */
  readonly hash: string;
  /** Null where there is nothing in it, or where `isCandidate`. */
  readonly findings: FileFindings | null;
  /** Whether it is to be parsed. */
  readonly isCandidate: boolean;
  /** What goes with the findings of a candidate. */
  readonly notes: readonly string[];
}

export interface ToRead {
  readonly path: string;
  /** For `.sql` files, what it sets up by its path. */
  readonly setup: string | null;
}

export interface FileReading {
  readonly folder: string;
  readonly files: readonly ToRead[];
  /** Whether a module's text makes it worth a parse. */
  readonly isCandidate: (text: string) => boolean;
  readonly onRead: (count: number) => void;
}

/** Enough to keep a network drive busy, and few enough to hold in memory. */
const AT_ONCE = 16;
/** Beyond, nobody wrote it. */
const MAX_BYTES = 50_000_000;

/** Reads files, a few at a time; the answers are in the order of the files. */
export async function readFiles(reading: FileReading): Promise<readonly FileRead[]> {
  const { files, onRead } = reading;
  const results: FileRead[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < files.length; index = next++) {
      const file = files[index];
      if (file === undefined) return;
      results[index] = await readOne(file, reading);
      onRead((done += 1));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

async function readOne(file: ToRead, reading: FileReading): Promise<FileRead> {
  const { path } = file;
  const display = relative(reading.folder, path).replaceAll('\\', '/');
  try {
    return understand(file, display, await readFile(path), reading);
  } catch (error) {
    return settled(path, '', unread(display, `it ${reasonOf(error)}`));
  }
}

function understand(
  { path, setup }: ToRead,
  display: string,
  bytes: Uint8Array,
  { isCandidate }: FileReading,
): FileRead {
  const hash = hashOf(bytes);
  if (bytes.length > MAX_BYTES) return settled(path, hash, unread(display, `it has more than ${MAX_BYTES} bytes`));
  const decoded = decodeText(bytes);
  if (decoded.kind === 'video') return settled(path, hash, null);
  if (decoded.kind === 'binary') {
    const { line, column } = decoded;
    return settled(path, hash, unread(display, 'it is not text but binary', line, column));
  }
  const { text, notUtf8 } = decoded;
  const notes = notUtf8 ? [`${display}:${notUtf8.line}:${notUtf8.column}: not UTF-8, read as Windows-1252`] : [];
  if (sourceKind(path) === 'sql') {
    const findings = readSqlFile(display, text, setup);
    return settled(path, hash, {
      ...findings,
      notes: [...findings.notes, ...(findings.leftOut === null ? notes : [])],
    });
  }
  // The SQL in it stands in the source too: it would count twice.
  if (isGeneratedByUs(text)) return settled(path, hash, { ...NO_FINDINGS, generated: true });
  return { path, hash, findings: null, isCandidate: isCandidate(text), notes };
}

function settled(path: string, hash: string, findings: FileFindings | null): FileRead {
  return { path, hash, findings, isCandidate: false, notes: [] };
}

function unread(file: string, reason: string, line?: number, column?: number): FileFindings {
  const location = { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
  return { ...NO_FINDINGS, unreadable: [{ location, reason }], looked: false };
}
