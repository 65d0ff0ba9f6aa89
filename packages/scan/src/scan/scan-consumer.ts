import { join, relative } from 'node:path';
import type { ConsumerScan } from '@rowpact/model';
import { listFiles } from '../files/list-files.js';
import { prefilterFor } from '../files/prefilter.js';
import type { FindInModule } from '../module/source-module.js';
import type { ScanOptions } from '../scan-options.js';
import { findStale, type Staleness } from './find-stale.js';
import { mergeFindings } from './merge-findings.js';
import { progressOf } from './progress.js';
import { type FileRead, readFiles } from './read-files.js';
import { EMPTY_MEMORY, MemoryStore, type RememberedFile, type ScanMemory, trusted } from './scan-memory.js';
import type { SearchedModules } from './search-modules.js';
import { updatedMemory } from './updated-memory.js';

/**
 * Finds every SQL statement in a consumer's folder, and every place where one is built in a way that cannot be followed. Files that
 * did not change since a scan with the same store are not even read. No file ends it: what cannot be read is in the result.
 * @param finders - in tests, others than our own.
 */
export async function scanConsumer(options: ScanOptions, finders?: readonly FindInModule[]): Promise<ConsumerScan> {
  const { folder, settings, store } = options;
  const startedAt = (options.now ?? Date.now)();
  const kept = store === null ? null : new MemoryStore(store, folder, settings.callers);
  const listed = listFiles(folder, settings);
  const files = listed.files.map((file) => ({ path: join(folder, file), setup: listed.setup.get(file) ?? null }));
  const staleness = await findStale((await kept?.read()) ?? EMPTY_MEMORY, files, startedAt);
  const memory = await scanAnew({ ...options, finders }, staleness, startedAt);
  if (staleness.differs) await kept?.write(memory);
  const findings = new Map(
    files.map(({ path }) => [relativeTo(folder, path), memory.files.get(path)?.findings ?? null]),
  );
  const notes = [...memory.modules.values()].flatMap((module) => module.notes);
  return mergeFindings({ listed, findings, notes });
}

interface Options extends ScanOptions {
  readonly finders: readonly FindInModule[] | undefined;
}

async function scanAnew(options: Options, { stale, fresh }: Staleness, startedAt: number): Promise<ScanMemory> {
  if (stale.length === 0) return fresh;
  const { folder, settings, onProgress } = options;
  const read = await readFiles({
    folder,
    files: stale,
    mayHoldSql: prefilterFor(settings.callers),
    onRead: progressOf('reading files', stale.length, onProgress),
  });
  const candidates = read.filter(({ isCandidate }) => isCandidate).map(({ path }) => path);
  const searched = await search(options, candidates, startedAt);
  const files = new Map<string, RememberedFile>(fresh.files);
  for (const [index, { path, setup, stamp }] of stale.entries()) {
    const one = read[index];
    if (one === undefined) continue;
    files.set(path, { stamp: trusted(stamp, startedAt), hash: one.hash, setup, findings: findingsOf(one, searched) });
  }
  return updatedMemory(fresh, files, searched);
}

async function search(options: Options, paths: readonly string[], startedAt: number): Promise<SearchedModules> {
  if (paths.length === 0) return { findings: new Map(), modules: new Map(), looked: new Map() };
  const { folder, settings, onProgress } = options;
  // TypeScript takes half a second to load: only when there is something to parse.
  const { searchModules } = await import('./search-modules.js');
  const onSearched = progressOf('finding statements', paths.length, onProgress);
  const others = options.finders ? { finders: options.finders } : {};
  return searchModules({ folder, paths, callers: settings.callers, startedAt, onSearched, ...others });
}

function findingsOf({ path, findings, notes }: FileRead, searched: SearchedModules): RememberedFile['findings'] {
  const found = searched.findings.get(path) ?? findings;
  return found === null || notes.length === 0 ? found : { ...found, notes: [...found.notes, ...notes] };
}

function relativeTo(folder: string, path: string): string {
  return relative(folder, path).replaceAll('\\', '/');
}
