import { type FSWatcher, watch } from 'node:fs';

/** How often is looked where the system cannot tell us, in milliseconds. */
const POLL = 1000;
/** Gone by now, or not ours to enter. The folder above tells when that changes; to try again at once would be to try for ever. */
const NOT_THERE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM']);

/**
 * Tells that something happened in one of many folders; not what, which systems report in too many ways to be relied on.
 * Whoever is told looks for himself, so that an event too many costs a look and nothing else.
 *
 * It is `fs.watch`, one folder at a time, and no library. chokidar 5, the newest for Node 20, watches every file besides:
 * measured with 10,000 files in 400 folders, 10,401 watches, 1.8 s and 113 MB, and a folder that is deleted and made anew is
 * lost to it. chokidar 6 does both well, and wants Node 22.22; it can stand here once Node 20 is let go. @parcel/watcher is
 * native code for each platform. `fs.watch` with `recursive` walks into node_modules, and on Linux watches every file too.
 * What is left for a library to do is little: which folders count, the scan's own listing knows best (.gitignore, `scan` of
 * the contract), and what changed is found by stamps.
 */
export class FolderWatchers {
  private readonly open = new Map<string, { readonly identity: string; readonly watcher: FSWatcher }>();
  private poll: NodeJS.Timeout | null = null;
  private isClosed = false;

  /** @param refused is told once, when the system watches no more folders and all are looked at every second instead */
  constructor(
    private readonly happened: () => void,
    private readonly refused: (code: string) => void,
  ) {}

  /** Watches these folders and no others. Answers whether there was a new one: what is in it may have changed before. */
  watchOnly(folders: ReadonlyMap<string, string>): boolean {
    if (this.isClosed) return false;
    for (const [path, { identity }] of this.open) if (folders.get(path) !== identity) this.leave(path);
    const added = [...folders].filter(([path]) => !this.open.has(path));
    for (const [path, identity] of added) this.enter(path, identity);
    return added.some(([path]) => this.open.has(path));
  }

  close(): void {
    this.isClosed = true;
    for (const path of [...this.open.keys()]) this.leave(path);
    if (this.poll !== null) clearInterval(this.poll);
    this.poll = null;
  }

  private enter(path: string, identity: string): void {
    try {
      const watcher = watch(path, this.happened);
      this.open.set(path, { identity, watcher });
      watcher.on('error', (error) => {
        if (this.open.get(path)?.watcher === watcher) this.leave(path);
        this.lookInstead(error);
        this.happened();
      });
    } catch (error) {
      this.lookInstead(error);
    }
  }

  private leave(path: string): void {
    this.open.get(path)?.watcher.close();
    this.open.delete(path);
  }

  /** Where the system refuses: too many folders (ENOSPC), too many programs that watch (EMFILE), a file system without events. */
  private lookInstead(error: unknown): void {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (NOT_THERE.has(code) || this.poll !== null || this.isClosed) return;
    this.poll = setInterval(this.happened, POLL);
    this.refused(code);
  }
}
