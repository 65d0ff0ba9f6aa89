import type { NamedCaller } from '@rowpact/model';
import { prefilterFor } from '../files/prefilter.js';
import { sourceKind } from '../files/source-kinds.js';
import type { FindInModule } from '../module/source-module.js';
import type { ScanOptions } from '../scan-options.js';
import type { Staleness } from './find-stale.js';
import { namesPattern, outsideNames } from './outside-names.js';
import { progressOf } from './progress.js';
import { type FileRead, readFiles, type ToRead } from './read-files.js';
import { type RememberedFile, type ScanMemory, trusted } from './scan-memory.js';
import type { ModuleSearch } from './search-modules.js';
import { updatedMemory } from './updated-memory.js';

export interface AnewOptions extends Pick<ScanOptions, 'folder' | 'onProgress'> {
  readonly callers: readonly NamedCaller[];
  /** In tests, others than our own. */
  readonly finders?: readonly FindInModule[] | undefined;
  readonly startedAt: number;
}

/** Scans the files that are stale, and adds what is in them to what still holds. */
export async function scanAnew(options: AnewOptions, { stale, fresh }: Staleness): Promise<ScanMemory> {
  return stale.length === 0 ? fresh : new Scan(options, fresh).run(stale);
}

class Scan {
  private readonly files: Map<string, RememberedFile>;
  private readonly mayHoldSql: (text: string) => boolean;
  private readonly names: Set<string>;
  private search: ModuleSearch | null = null;

  constructor(
    private readonly options: AnewOptions,
    private readonly fresh: ScanMemory,
  ) {
    this.files = new Map(fresh.files);
    this.names = new Set(fresh.names);
    this.mayHoldSql = prefilterFor(options.callers);
  }

  async run(stale: Staleness['stale']): Promise<ScanMemory> {
    const known = namesPattern([...this.names]);
    const read = await this.read(stale, (text) => this.mayHoldSql(text) || (known?.test(text) ?? false));
    for (const [index, { path, setup, stamp }] of stale.entries()) {
      const { hash = '', findings = null } = read[index] ?? {};
      this.files.set(path, { stamp: trusted(stamp, this.options.startedAt), hash, setup, findings });
    }
    await this.searchIn(read);
    for (let names = this.newNames(); names.length > 0; names = this.newNames()) await this.searchFor(names);
    const searched = this.search?.restsOn() ?? { modules: new Map(), looked: new Map() };
    return { ...updatedMemory(this.fresh, this.files, searched), names: [...this.names] };
  }

  private read(files: readonly ToRead[], isCandidate: (text: string) => boolean): Promise<readonly FileRead[]> {
    const { folder, onProgress } = this.options;
    const onRead = progressOf('reading files', files.length, onProgress);
    return readFiles({ folder, files, isCandidate, onRead });
  }

  /** Looks for names that other modules send SQL by in the files that hold none themselves. */
  private async searchFor(names: readonly string[]): Promise<void> {
    for (const name of names) this.names.add(name);
    const pattern = namesPattern(names.filter((name) => !this.mayHoldSql(name)));
    if (pattern === null) return;
    const others = [...this.files].filter(([path, { findings }]) => findings === null && sourceKind(path) === 'module');
    const files = others.map(([path]) => ({ path, setup: null }));
    await this.searchIn(await this.read(files, (text) => pattern.test(text)));
  }

  private async searchIn(read: readonly FileRead[]): Promise<void> {
    const candidates = read.filter(({ isCandidate }) => isCandidate);
    if (candidates.length === 0) return;
    const { callers, folder, finders, startedAt } = this.options;
    // TypeScript takes half a second to load: only when there is something to parse.
    const { openSearch } = await import('./search-modules.js');
    this.search ??= openSearch({ folder, callers, finders, startedAt });
    const onSearched = progressOf('finding statements', candidates.length, this.options.onProgress);
    const findings = await this.search.search(
      candidates.map(({ path }) => path),
      onSearched,
    );
    for (const { path, notes } of candidates) {
      const file = this.files.get(path);
      const found = findings.get(path);
      if (file && found) this.files.set(path, { ...file, findings: { ...found, notes: [...found.notes, ...notes] } });
    }
  }

  private newNames(): readonly string[] {
    if (this.search === null) return [];
    const searched = this.search.restsOn().modules;
    const sends = new Map([...this.fresh.modules, ...searched].map(([path, module]) => [path, module.sends]));
    return outsideNames(sends.values(), this.options.callers).filter((name) => !this.names.has(name));
  }
}
