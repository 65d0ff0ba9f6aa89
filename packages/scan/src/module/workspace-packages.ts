import { dirname, join } from 'node:path';
import picomatch from 'picomatch';
import type { Lookups } from './lookups.js';
import type { RecordedDisk } from './recorded-disk.js';

/** A repository of several packages, as npm, yarn, bun and pnpm know it. */
export interface Workspace {
  readonly root: string;
  /** The folder of each package by its name. */
  readonly packages: ReadonlyMap<string, string>;
}

/** Nobody nests packages deeper; a link that leads in circles ends here. */
const MAX_DEPTH = 6;

/** Finds the workspace around a folder, so that its packages are found where nothing was installed. */
export class Workspaces {
  private readonly byFolder = new Map<string, { readonly value: Workspace | null; readonly lookups: Lookups }>();

  constructor(private readonly disk: RecordedDisk) {}

  around(folder: string): Workspace | null {
    const known = this.byFolder.get(folder);
    if (known) {
      this.disk.enter(known.lookups);
      return known.value;
    }
    const found = this.disk.record(() => this.find(folder));
    this.byFolder.set(folder, found);
    return found.value;
  }

  private find(folder: string): Workspace | null {
    const globs = this.globsIn(folder);
    if (globs !== null) return { root: folder, packages: this.packagesOf(folder, globs) };
    const parent = dirname(folder);
    return parent === folder ? null : this.around(parent);
  }

  private globsIn(folder: string): readonly string[] | null {
    const pnpm = join(folder, 'pnpm-workspace.yaml');
    if (this.disk.isFile(pnpm)) return globsOfPnpm(this.disk.read(pnpm) ?? '');
    const manifest = this.manifestIn(folder);
    const field = manifest?.['workspaces'];
    const list = isRecord(field) ? field['packages'] : field;
    return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : null;
  }

  private packagesOf(root: string, globs: readonly string[]): ReadonlyMap<string, string> {
    const excluded = globs.filter((glob) => glob.startsWith('!')).map((glob) => picomatch(trimmed(glob.slice(1))));
    const packages = new Map<string, string>();
    for (const glob of globs.filter((entry) => !entry.startsWith('!'))) {
      for (const path of this.expand(root, trimmed(glob).split('/'), MAX_DEPTH)) {
        if (excluded.some((matches) => matches(path.slice(root.length + 1)))) continue;
        const name = this.manifestIn(path)?.['name'];
        if (typeof name === 'string' && !packages.has(name)) packages.set(name, path);
      }
    }
    return packages;
  }

  /** The folders that a glob means, segment by segment: no more is listed than the glob asks for. */
  private expand(folder: string, [segment, ...rest]: readonly string[], depth: number): readonly string[] {
    if (segment === undefined) return [folder];
    if (segment === '.' || segment === '') return this.expand(folder, rest, depth);
    if (depth === 0) return [];
    if (segment === '**') {
      const below = this.foldersIn(folder).flatMap((path) => this.expand(path, ['**', ...rest], depth - 1));
      return [...this.expand(folder, rest, depth), ...below];
    }
    if (!/[*?[{(]/.test(segment)) {
      const path = join(folder, segment);
      return this.disk.isFolder(path) ? this.expand(path, rest, depth - 1) : [];
    }
    const matches = picomatch(segment);
    const chosen = this.foldersIn(folder).filter((path) => matches(path.slice(folder.length + 1)));
    return chosen.flatMap((path) => this.expand(path, rest, depth - 1));
  }

  private foldersIn(folder: string): readonly string[] {
    const names = this.disk.list(folder).filter((name) => name !== 'node_modules' && !name.startsWith('.'));
    return names.map((name) => join(folder, name)).filter((path) => this.disk.isFolder(path));
  }

  private manifestIn(folder: string): Readonly<Record<string, unknown>> | null {
    const path = join(folder, 'package.json');
    const text = this.disk.isFile(path) ? this.disk.read(path) : null;
    if (text === null) return null;
    try {
      const parsed: unknown = JSON.parse(text);
      return isRecord(parsed) ? parsed : null;
    } catch {
      return null;
    }
  }
}

/** The entries of `packages:`; pnpm's file is a plain list of quoted or bare strings. */
function globsOfPnpm(text: string): readonly string[] {
  const block = /^packages:[ \t]*(?:#.*)?\r?\n((?:[ \t]*(?:-.*|#.*)?\r?\n?)*)/m.exec(`${text}\n`)?.[1] ?? '';
  return [...block.matchAll(/^[ \t]*-[ \t]*(?:'([^']*)'|"([^"]*)"|([^#\r\n]*?))[ \t]*(?:#.*)?$/gm)]
    .map(([, single, double, bare]) => single ?? double ?? bare ?? '')
    .filter((glob) => glob !== '');
}

function trimmed(glob: string): string {
  return glob.replace(/^\.\//, '').replace(/\/+$/, '');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
