import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { byCodeUnit } from '@rowpact/model';
import { decodeText } from '../files/decode-text.js';
import { LookupLog, type Lookups } from './lookups.js';

type Kind = 'file' | 'folder' | 'nothing';

/**
 * The file system as the module graph sees it: each path asked once, and every question entered in the logs of the answers that
 * rest on it, also where the answer is remembered.
 */
export class RecordedDisk {
  private readonly kinds = new Map<string, Kind>();
  private readonly texts = new Map<string, string | null>();
  private readonly listings = new Map<string, readonly string[]>();
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

  /** Null for what is not there or cannot be read. */
  read(path: string): string | null {
    this.logs.at(-1)?.add(path, 'content');
    return remembered(this.texts, path, () => {
      try {
        const decoded = decodeText(readFileSync(path));
        return decoded.kind === 'text' ? decoded.text : null;
      } catch {
        return null;
      }
    });
  }

  /** The names in a folder, sorted; none for what is no folder. */
  list(path: string): readonly string[] {
    this.logs.at(-1)?.add(path, 'content');
    return remembered(this.listings, path, () => {
      try {
        return readdirSync(path).sort(byCodeUnit);
      } catch {
        return [];
      }
    });
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

  private kindOf(path: string): Kind {
    this.logs.at(-1)?.add(path, 'presence');
    return remembered(this.kinds, path, () => {
      try {
        const stats = statSync(path, { throwIfNoEntry: false });
        if (stats?.isDirectory()) return 'folder';
        return stats?.isFile() ? 'file' : 'nothing';
      } catch {
        return 'nothing'; // A name that is too long, a folder that may not be entered, a link to itself.
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
