import { fail } from '@rowpact/model';
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';

/**
 * Reads one SQL file as text, without a byte order mark. Synchronous: with thousands of small files the promises of
 * node:fs cost four times what the reading costs.
 * @param display - its path as people know it, for failures.
 * @throws FailureError (`migration-unreadable`) where it cannot be read or holds no UTF-8 text.
 */
export function readSqlFile(path: string, display: string): string {
  const bytes = readBytes(path, display);
  if (bytes.subarray(0, 5).toString('latin1') === 'PGDMP') {
    unreadable(
      display,
      1,
      'is a binary archive of pg_dump',
      `Turn it into SQL: pg_restore --schema-only --file schema.sql ${display}`,
    );
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    unreadable(display, lineAt(bytes, zero), 'holds a zero byte: it may be UTF-16', 'Save the file as UTF-8.');
  }
  if (!isUtf8(bytes)) {
    unreadable(display, firstBrokenLine(bytes), 'holds bytes that are no UTF-8', 'Save the file as UTF-8.');
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', marked ? 3 : 0);
}

function readBytes(path: string, display: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'; // node:fs throws nothing else
    return unreadable(
      display,
      null,
      `cannot be read (${code})`,
      'Check that the file is there and readable, or ignore it.',
    );
  }
}

function unreadable(file: string, line: number | null, what: string, hint: string): never {
  const place = line === null ? file : `${file}:${String(line)}`;
  const location = line === null ? { file } : { file, line };
  return fail({ code: 'migration-unreadable', message: `${place} ${what}`, hint, location });
}

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at !== -1 && at < offset; at = bytes.indexOf(10, at + 1)) line += 1;
  return line;
}

/** No byte of a longer UTF-8 sequence is a line end, so lines can be judged one by one. */
function firstBrokenLine(bytes: Buffer): number {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(10, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}
