import { join, relative } from 'node:path';
import type { ConsumerScan } from '@rowpact/model';
import { listFiles } from '../files/list-files.js';
import type { FindInModule } from '../module/source-module.js';
import type { ScanOptions } from '../scan-options.js';
import { findStale } from './find-stale.js';
import { mergeFindings } from './merge-findings.js';
import { noteSource } from './scanned-source.js';
import { scanAnew } from './scan-anew.js';
import { EMPTY_MEMORY, MemoryStore } from './scan-memory.js';

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
  const memory = await scanAnew({ ...options, callers: settings.callers, finders, startedAt }, staleness);
  if (staleness.differs) await kept?.write(memory);
  const findings = files.map(
    ({ path }) => [relativeTo(folder, path), memory.files.get(path)?.findings ?? null] as const,
  );
  const notes = [...memory.modules.values()].flatMap((module) => module.notes);
  const scan = mergeFindings({ listed, findings: new Map(findings), notes });
  noteSource(scan, memory, folder, listed);
  return scan;
}

function relativeTo(folder: string, path: string): string {
  return relative(folder, path).replaceAll('\\', '/');
}
