import type { ScanSettings } from '@rowpact/model';
import picomatch from 'picomatch';
import { isTest, sourceKind } from './source-kinds.js';

type Matcher = (path: string) => boolean;

/** What a contract's `scan` settings say about paths, relative to the consumer's folder. */
export class ChosenFiles {
  /** Folder and file names that `include` spells out: nothing that is left out by its name is left out then. */
  readonly named: ReadonlySet<string>;
  private readonly include: readonly { readonly glob: string; readonly matches: Matcher; readonly base: string }[];
  private readonly exclude: readonly { readonly matches: Matcher; readonly folders: boolean }[];
  private readonly used = new Set<string>();

  constructor(private readonly settings: Pick<ScanSettings, 'include' | 'exclude' | 'tests'>) {
    this.include = settings.include.map((glob) => ({ glob, matches: matcherOf(glob), base: baseOf(glob) }));
    this.exclude = settings.exclude.map((glob) => ({ matches: matcherOf(glob), folders: coversFolders(glob) }));
    this.named = new Set(
      settings.include.flatMap((glob) =>
        trimmed(glob)
          .split('/')
          .filter((part) => !MAGIC.test(part)),
      ),
    );
  }

  takes(path: string): 'yes' | 'no' | 'test' {
    if (sourceKind(path) === null || this.exclude.some(({ matches }) => matches(path))) return 'no';
    const included = this.include.filter(({ matches }) => matches(path));
    for (const { glob } of included) this.used.add(glob);
    if (this.include.length > 0 && included.length === 0) return 'no';
    return !this.settings.tests && isTest(path, this.named) ? 'test' : 'yes';
  }

  /** Whether `include` asks for this very file, so that nothing but `exclude` may leave it out. */
  asksFor(path: string): boolean {
    return this.include.some(({ matches }) => matches(path));
  }

  excludesFolder(path: string): boolean {
    return this.exclude.some(({ matches, folders }) => folders && matches(path));
  }

  /** Whether an `include` glob begins in this folder or below it, spelled out: what git ignores is then looked into. */
  leadsInto(path: string): boolean {
    return this.include.some(({ base }) => base === path || base.startsWith(`${path}/`));
  }

  /** `include` globs that no file matched. */
  unused(): readonly string[] {
    return this.include.filter(({ glob }) => !this.used.has(glob)).map(({ glob }) => glob);
  }
}

const MAGIC = /[*?[\]{}()]|[!+@]\(|^!/;

/** A folder's name means everything in it. What reads as a pattern may be a name too: `routes/[token]`. */
function matcherOf(glob: string): Matcher {
  const plain = trimmed(glob);
  if (plain === '' || plain === '.') return () => true;
  const matches = picomatch(coversFolders(glob) ? [plain, `${plain}/**`] : plain, { dot: true });
  return (path) => path === plain || path.startsWith(`${plain}/`) || matches(path);
}

/** Of `src/*` the folders are not meant, only what is directly in `src`. */
function coversFolders(glob: string): boolean {
  return glob.endsWith('/**') || glob.endsWith('/') || !MAGIC.test(glob);
}

function trimmed(glob: string): string {
  return glob.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
}

function baseOf(glob: string): string {
  const segments = trimmed(glob).split('/');
  const magic = segments.findIndex((segment) => MAGIC.test(segment));
  return (magic < 0 ? segments : segments.slice(0, magic)).join('/');
}
