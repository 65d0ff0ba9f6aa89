import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { byCodeUnit, sqlFileOf } from '@rowpact/model';
import { listFiles } from '@rowpact/scan';
import type { Place } from './places.js';

/** What lies in the watched places at one moment. */
export interface Survey {
  /** By absolute path, what changes when somebody writes to the file or takes it away. */
  readonly stamps: ReadonlyMap<string, string>;
  /** By absolute path, each folder in which something can come, go or change, and its identity. */
  readonly folders: ReadonlyMap<string, string>;
}

/**
 * Looks at every place, following links as the readers of the places do. Never fails: what cannot be looked at is as good
 * as not there, and the run that needs it says what is wrong.
 * @param root up to which folder those above a place are listed too, since a place is gone when one of them is renamed
 */
export function surveyOf(places: readonly Place[], root: string): Survey {
  const survey = new Surveying();
  for (const place of places) {
    survey.above(place.path, root);
    survey.look(place);
  }
  return survey;
}

/** Paths whose stamps differ, and those of which there is only one; sorted. */
export function differences(before: Survey, after: Survey): readonly string[] {
  const paths = new Set([...before.stamps.keys(), ...after.stamps.keys()]);
  return [...paths].filter((path) => before.stamps.get(path) !== after.stamps.get(path)).sort(byCodeUnit);
}

/** Of a registry: its YAML and its pins; the rest is written by us, or for people. */
const REGISTRY_FILES = /^[^/]+(?:\/(?:consumers(?:\/[^/]+\.ya?ml)?|[^/]+\.ya?ml|pin\.json))?$/u;

type Counts = (path: string) => boolean;

class Surveying implements Survey {
  readonly stamps = new Map<string, string>();
  readonly folders = new Map<string, string>();

  look(place: Place): void {
    const { path } = place;
    switch (place.kind) {
      case 'registry':
        return this.walk(path, (below) => REGISTRY_FILES.test(below));
      case 'folder':
        return this.walk(path, () => true);
      case 'file':
        return this.stamp(path);
      case 'presence':
        return void this.stamps.set(path, statsOf(path)?.isDirectory() ? 'folder' : '');
      case 'source':
        return this.source(place);
      default:
        return place satisfies never;
    }
  }

  /** The folders above, up to the root; where that is gone, up to the first one that is there. */
  above(path: string, root: string): void {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const stats = this.enter(folder);
      const goesOn = relative(root, folder) !== '' && !relative(root, folder).startsWith('..');
      if ((stats !== null && !goesOn) || folder === dirname(folder)) return;
    }
  }

  private source({ path, scan, modules }: Extract<Place, { readonly kind: 'source' }>): void {
    const isThere = statsOf(path)?.isDirectory() ?? false;
    this.stamps.set(path, isThere ? 'folder' : '');
    if (!isThere) return;
    const { files, folders } = listFiles(path, scan);
    const written = new Set(modules);
    const all = new Set(files);
    const isWritten = (file: string): boolean => written.has(file) || all.has(sqlFileOf(file) ?? '');
    for (const folder of folders) this.enter(join(path, folder));
    for (const file of files) if (!isWritten(file)) this.stamp(join(path, file));
  }

  private walk(path: string, counts: Counts, below = '', outer: readonly string[] = []): void {
    const stats = this.enter(path);
    if (stats === null) return this.stamp(path);
    const identity = identityOf(stats);
    // A link to a folder that it lies in would be followed for ever.
    if (outer.includes(identity)) return;
    for (const { name } of entriesOf(path).filter(isSomebodysOwn)) {
      const child = below === '' ? name : `${below}/${name}`;
      if (counts(child)) this.walk(join(path, name), counts, child, [...outer, identity]);
    }
  }

  private enter(path: string): Stats | null {
    const stats = statsOf(path);
    if (!stats?.isDirectory()) return null;
    this.folders.set(path, identityOf(stats));
    return stats;
  }

  private stamp(path: string): void {
    const stats = statsOf(path);
    // The change time cannot be set by anybody: text of the same length that was given its old time is noticed too.
    const text = stats?.isDirectory()
      ? 'folder'
      : stats && [stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino].join(' ');
    this.stamps.set(path, text ?? '');
  }
}

/** What no reader of migrations or of a registry looks at; in a folder of packages there may be a hundred thousand files. */
function isSomebodysOwn({ name }: Dirent): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

function identityOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}

function entriesOf(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return []; // Gone since, or not to be read by us.
  }
}

function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null; // Not there, a link to nothing, or behind a folder that we may not enter.
  }
}
