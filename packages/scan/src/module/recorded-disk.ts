import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decodeText } from '../files/decode-text.js';
import { type FileStamp, hashOf, kindAt, namesIn, stampOf } from '../files/file-state.js';
import { type LookedAt, LookupLog, type Lookups } from './lookups.js';

/** A content as it was when it was read: the stamp is older than the hash, never younger. */
export interface SeenContent {
  readonly stamp: FileStamp;
  /** Empty for what cannot be read. */
  readonly hash: string;
}

/**
 * The file system as the module graph sees it: each path asked once, and every question entered in the logs of the answers that
 * rest on it, also where the answer is remembered.
 */
export class RecordedDisk {
  private readonly kinds = new Map<string, ReturnType<typeof kindAt>>();
  private readonly texts = new Map<string, string | null>();
  private readonly listings = new Map<string, readonly string[]>();
  private readonly contents = new Map<string, SeenContent>();
  private readonly realPaths = new Map<string, string>();
  private readonly logs: LookupLog[] = [];

  /** Does some work and tells what it looked at. */
  record<Value>(work: () => Value): { readonly value: Value; readonly lookups: Lookups } {
    const log = new LookupLog();
    this.logs.push(log);
    try {
      return { value: work(), lookups: log };
    } finally {
      this.logs.pop();
      this.logs.at(-1)?.addAll(log);
    }
  }

  /** Enters what a remembered answer rests on. */
  enter(lookups: Lookups): void {
    this.logs.at(-1)?.addAll(lookups);
  }

  note(sentence: string): void {
    this.logs.at(-1)?.notes.add(sentence);
  }

  isFile(path: string): boolean {
    return this.kindOf(path) === 'file';
  }

  isFolder(path: string): boolean {
    return this.kindOf(path) === 'folder';
  }

  kindOf(path: string): ReturnType<typeof kindAt> {
    this.logs.at(-1)?.add(path, 'presence');
    return remembered(this.kinds, path, () => kindAt(path));
  }

  /** Null for what is not there or cannot be read. */
  read(path: string): string | null {
    this.logs.at(-1)?.add(path, 'content');
    return remembered(this.texts, path, () => {
      const stamp = stampOf(path);
      try {
        const bytes = readFileSync(path);
        this.contents.set(path, { stamp, hash: hashOf(bytes) });
        const decoded = decodeText(bytes);
        return decoded.kind === 'text' ? decoded.text : null;
      } catch {
        this.contents.set(path, { stamp, hash: '' });
        return null;
      }
    });
  }

  /** The names in a folder, sorted; none for what is no folder. */
  list(path: string): readonly string[] {
    this.logs.at(-1)?.add(path, 'content');
    return remembered(this.listings, path, () => {
      const stamp = stampOf(path);
      const names = namesIn(path);
      this.contents.set(path, { stamp, hash: hashOf(names.join('\n')) });
      return names;
    });
  }

  /** What was seen of a path that was read or listed; null for others. */
  seen(path: string): SeenContent | null {
    return this.contents.get(path) ?? null;
  }

  /** As `seen`, and of a path that was only asked for what is there. */
  look(path: string, what: LookedAt): SeenContent {
    const content = what === 'content' ? this.seen(path) : null;
    return content ?? { stamp: { text: '', changedAt: 0 }, hash: this.kinds.get(path) ?? kindAt(path) };
  }

  /** Also of what is not there: then of the nearest folder that is. */
  realPath(path: string): string {
    return remembered(this.realPaths, path, () => {
      try {
        return realpathSync(path);
      } catch {
        const parent = dirname(path);
        return parent === path ? path : join(this.realPath(parent), path.slice(parent.length));
      }
    });
  }
}

function remembered<Value>(memory: Map<string, Value>, key: string, find: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const value = find();
  memory.set(key, value);
  return value;
}
