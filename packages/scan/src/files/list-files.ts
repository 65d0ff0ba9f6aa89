import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { byCodeUnit, type ScanSettings, type UnreadableFile } from '@rowpact/model';
import { ChosenFiles } from './chosen-files.js';
import { reasonOf } from './error-reason.js';
import { GitIgnore } from './git-ignore.js';
import { setupKind } from './left-out-sql.js';
import { isSkippedFolder } from './skipped-folders.js';
import { sourceKind } from './source-kinds.js';

/** The files of a consumer that may hold its SQL. */
export interface ListedFiles {
  /** Relative to the folder, with forward slashes, sorted by code unit. */
  readonly files: readonly string[];
  /** The folders that were looked into, the consumer's own (`''`) first: where a new file would be one of these. */
  readonly folders: readonly string[];
  /** Those of the folders that have a `.gitignore` of their own. */
  readonly ignoring: readonly string[];
  readonly unreadable: readonly UnreadableFile[];
  /** Of those, `.sql` files that set a database up by their path, and what for. */
  readonly setup: ReadonlyMap<string, string>;
  /** What was left out without having been asked for, and settings that mean nothing. */
  readonly notes: readonly string[];
}

/**
 * Lists a consumer's files as git and its settings see them. It follows no symbolic link: what a link inside of the folder leads
 * to is found at its own place, and what lies outside is not the consumer's.
 */
export function listFiles(folder: string, settings: Pick<ScanSettings, 'include' | 'exclude' | 'tests'>): ListedFiles {
  return new Listing(folder, new ChosenFiles(settings)).list();
}

class Listing {
  private readonly files: string[] = [];
  private readonly folders: string[] = [];
  private readonly ignoring: string[] = [];
  private readonly unreadable: UnreadableFile[] = [];
  private readonly notes: string[] = [];
  private readonly setup = new Map<string, string>();
  private readonly root: string;
  private tests = 0;

  constructor(
    private readonly folder: string,
    private readonly chosen: ChosenFiles,
  ) {
    this.root = realPath(folder) ?? folder;
  }

  list(): ListedFiles {
    this.enter('', GitIgnore.above(this.folder), false);
    if (this.tests > 0) this.notes.push(testNote(this.tests));
    for (const glob of this.chosen.unused()) this.notes.push(`\`scan.include\` has \`${glob}\`, which matches no file`);
    return {
      files: this.files.sort(byCodeUnit),
      folders: this.folders,
      ignoring: this.ignoring,
      setup: this.setup,
      unreadable: this.unreadable.sort((left, right) => byCodeUnit(left.location.file, right.location.file)),
      notes: this.notes.sort(byCodeUnit),
    };
  }

  /** @param asked - whether `include` leads here although git ignores it: then git's word holds no longer. */
  private enter(path: string, outer: GitIgnore, asked: boolean): void {
    const absolute = join(this.folder, path);
    this.folders.push(path);
    const entries = this.read(absolute, path);
    const names = new Set(entries.map(({ name }) => name));
    if (names.has('.gitignore')) this.ignoring.push(path);
    const git = asked || !names.has('.gitignore') ? outer : outer.within(absolute);
    for (const entry of entries) {
      const child = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) this.considerFolder(child, entry.name, names.has('package.json'), git, asked);
      else if (entry.isFile()) this.considerFile(child, git, asked);
      else if (entry.isSymbolicLink()) this.considerLink(child, git, asked);
    }
  }

  private read(absolute: string, path: string): readonly Dirent[] {
    try {
      return readdirSync(absolute, { withFileTypes: true });
    } catch (error) {
      this.unreadable.push({ location: { file: path === '' ? '.' : path }, reason: `the folder ${reasonOf(error)}` });
      return [];
    }
  }

  private considerFolder(path: string, name: string, besideManifest: boolean, git: GitIgnore, asked: boolean): void {
    if (isSkippedFolder(name, besideManifest, this.chosen.named) || this.chosen.excludesFolder(path)) return;
    const ignored = !asked && git.ignores(join(this.folder, path), true);
    if (ignored && !this.chosen.leadsInto(path)) return;
    this.enter(path, git, asked || ignored);
  }

  private considerFile(path: string, git: GitIgnore, asked: boolean): void {
    const taken = this.chosen.takes(path);
    if (taken === 'no' || (!asked && git.ignores(join(this.folder, path), false) && !this.chosen.leadsInto(path)))
      return;
    if (taken === 'test') {
      this.tests += 1;
      return;
    }
    this.files.push(path);
    const setup = sourceKind(path) === 'sql' && !this.chosen.asksFor(path) ? setupKind(path) : null;
    if (setup !== null) this.setup.set(path, setup);
  }

  private considerLink(path: string, git: GitIgnore, asked: boolean): void {
    const absolute = join(this.folder, path);
    if (!asked && (git.ignores(absolute, false) || git.ignores(absolute, true))) return;
    if (this.chosen.excludesFolder(path)) return;
    const target = realPath(absolute);
    const isFile = sourceKind(path) !== null;
    if (target === null) {
      if (isFile && this.chosen.takes(path) === 'yes') this.notes.push(`${path} is a symbolic link that leads nowhere`);
      return;
    }
    const inside = !relative(this.root, target).startsWith('..');
    if (inside || target.includes('/node_modules/')) return;
    if (!isFile && !isFolder(target)) return;
    this.notes.push(`${path} is a symbolic link out of the consumer's folder: it is not searched`);
  }
}

function testNote(count: number): string {
  const files = count === 1 ? 'one file is' : `${count} files are`;
  return `${files} not searched as tests (\`scan.tests: true\` looks into them)`;
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
