import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchResults } from './bench-results.js';
import { resultsPage } from './results-table.js';

/** A run of everything is what the folder shows first. */
const FRONT = 'full';

/** Writes `<name>.json` and its page (README.md, or `<name>.md` for other runs than `full`) into the folder: both in full, or neither where one cannot be written. */
export async function writeResults(folder: string, results: BenchResults): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const files = [
    { path: join(folder, `${results.name}.json`), text: `${JSON.stringify(results, null, 2)}\n` },
    { path: join(folder, results.name === FRONT ? 'README.md' : `${results.name}.md`), text: resultsPage(results) },
  ];
  const drafts = files.map(({ path }) => `${path}.draft`);
  try {
    for (const [at, { text }] of files.entries()) await writeFile(drafts[at] ?? '', text);
    for (const [at, { path }] of files.entries()) await rename(drafts[at] ?? '', path);
  } finally {
    for (const draft of drafts) await rm(draft, { force: true });
  }
  return files.map(({ path }) => path);
}
