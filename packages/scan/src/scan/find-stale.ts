import { readFileSync } from 'node:fs';
import { type FileStamp, hashOf, kindAt, namesIn, stampOf } from '../files/file-state.js';
import { pause } from './pause.js';
import { type RememberedFile, type RememberedLook, type ScanMemory, trusted } from './scan-memory.js';

/** One of the consumer's files as it is now. */
export interface FileNow {
  readonly path: string;
  /** For `.sql` files, what it sets up by its path. */
  readonly setup: string | null;
}

export interface Staleness {
  /** Files to scan anew, in order, with their stamps from before they are read. */
  readonly stale: readonly (FileNow & { readonly stamp: FileStamp })[];
  /** What still holds; stamps are those of today. */
  readonly fresh: ScanMemory;
  /** Whether there is anything new to remember, if only stamps. */
  readonly differs: boolean;
}

const BATCH = 500;

/**
 * Compares what is remembered with what is there: by stamps, and by content where a stamp differs. A file is stale when it changed, or
 * when a module that it was followed to did, or anything that one was found through.
 */
export async function findStale(memory: ScanMemory, files: readonly FileNow[], startedAt: number): Promise<Staleness> {
  return new Comparison(memory, startedAt).run(files);
}

class Comparison {
  private readonly stamps = new Map<string, FileStamp>();
  private readonly looked = new Map<string, RememberedLook>();
  private readonly kept = new Map<string, RememberedFile>();
  private differs = false;

  constructor(
    private readonly memory: ScanMemory,
    private readonly startedAt: number,
  ) {}

  async run(files: readonly FileNow[]): Promise<Staleness> {
    let count = 0;
    for (const file of files) {
      this.keep(file);
      if ((count += 1) % BATCH === 0) await pause();
    }
    const dirty = this.dirtyModules();
    const stale = files
      .filter(({ path }) => !this.kept.has(path) || dirty.has(path))
      .map((file) => ({ ...file, stamp: this.stampNow(file.path) }));
    for (const { path } of stale) this.kept.delete(path);
    const modules = new Map([...this.memory.modules].filter(([path]) => !dirty.has(path)));
    const differs = this.differs || stale.length > 0 || this.kept.size !== this.memory.files.size;
    return { stale, fresh: { files: this.kept, modules, looked: this.looked, names: this.memory.names }, differs };
  }

  private keep({ path, setup }: FileNow): void {
    const known = this.memory.files.get(path);
    if (known?.setup !== setup) return;
    const stamp = this.stampNow(path);
    if (known.stamp !== '' && known.stamp === stamp.text) this.kept.set(path, known);
    else if (stamp.text !== '' && contentHash(path) === known.hash) {
      const refreshed = trusted(stamp, this.startedAt);
      if (refreshed !== known.stamp) this.differs = true;
      this.kept.set(path, { ...known, stamp: refreshed });
    }
  }

  /** Modules that changed or look at what changed, and those that lead to them. */
  private dirtyModules(): ReadonlySet<string> {
    const changed = new Set(
      [...this.memory.looked].filter(([path, look]) => !this.holds(path, look)).map(([path]) => path),
    );
    const importers = new Map<string, string[]>();
    const pending: string[] = [];
    for (const [path, module] of this.memory.modules) {
      if (module.looked.some((at) => changed.has(at))) pending.push(path);
      for (const target of module.targets) importers.set(target, [...(importers.get(target) ?? []), path]);
    }
    const dirty = new Set(pending);
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      for (const importer of importers.get(at) ?? []) {
        if (!dirty.has(importer)) pending.push(importer);
        dirty.add(importer);
      }
    }
    return dirty;
  }

  private holds(path: string, look: RememberedLook): boolean {
    if (look.what === 'presence') {
      if (kindAt(path) !== look.hash) return false;
      this.looked.set(path, look);
      return true;
    }
    const stamp = this.stampNow(path);
    if (look.stamp !== '' && look.stamp === stamp.text) {
      this.looked.set(path, look);
      return true;
    }
    if (contentHash(path) !== look.hash) return false;
    const refreshed = trusted(stamp, this.startedAt);
    if (refreshed !== look.stamp) this.differs = true;
    this.looked.set(path, { ...look, stamp: refreshed });
    return true;
  }

  private stampNow(path: string): FileStamp {
    let stamp = this.stamps.get(path);
    if (!stamp) {
      stamp = stampOf(path);
      this.stamps.set(path, stamp);
    }
    return stamp;
  }
}

/** Whether a path still is what it was when it was looked at. */
export function stillHolds(path: string, { what, stamp, hash }: RememberedLook): boolean {
  if (what === 'presence') return kindAt(path) === hash;
  return (stamp !== '' && stamp === stampOf(path).text) || contentHash(path) === hash;
}

/** As the module graph takes it: of a folder its names, empty for what cannot be read. */
export function contentHash(path: string): string {
  try {
    return kindAt(path) === 'folder' ? hashOf(namesIn(path).join('\n')) : hashOf(readFileSync(path));
  } catch {
    return '';
  }
}
