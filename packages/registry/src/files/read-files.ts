import { readFile } from 'node:fs';

/** A file's bytes, or why they could not be read (`ENOENT` for a file that is not there). */
export type ReadResult = Buffer | NodeJS.ErrnoException;

/** Few enough not to meet a limit on open files (256 on macOS), many enough to keep a slow disk busy. */
const AT_ONCE = 32;

/**
 * Reads many small files in parallel, in the order of the paths. Callbacks instead of promises: measured on 1,000
 * files of 6 kB, 45 ms against 90.
 */
export async function readFiles(paths: readonly string[]): Promise<readonly ReadResult[]> {
  return inParallel(
    paths,
    (path) => new Promise((resolve) => readFile(path, (error, bytes) => resolve(error ?? bytes))),
  );
}

/** Maps with a bounded number of calls under way; results in the order of the items. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = new Array<Result>(items.length);
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return results;
}

/** The code of a file system error, such as `ENOENT`; null for anything else that was thrown. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Whether a path leads to nothing: the file, or a folder on the way, is not there. */
export function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
