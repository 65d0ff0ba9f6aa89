import { dirname, extname, join, posix, relative, sep } from 'node:path';
import { ts } from 'ts-morph';
import { ImportOptions } from '../module/import-options.js';
import { RecordedDisk } from '../module/recorded-disk.js';
import { ImportResolver } from '../module/resolve-import.js';
import type { ConsumerHabits } from './consumer-habits.js';

const SOURCE = /\.([cm]?)tsx?$/;
/** What an import of code ends in: a dot in a name (`./database.gen`) is no extension. */
const WRITTEN_EXTENSION = /\.[cm]?[jt]sx?$/;
const OTHER_EXTENSION = /\.(?:svelte|vue|astro|json|css|scss|sql|html)$/;

/** Says how a file of the consumer names the generated module, in the way its other imports go. */
export class ImportPaths {
  private readonly disk = new RecordedDisk();
  private readonly resolver = new ImportResolver(this.disk, (path) => path);
  private readonly options = new ImportOptions(this.disk, (path) => path);
  private readonly target: string;

  /** @param generated the module's file, relative to the folder */
  constructor(
    private readonly folder: string,
    private readonly generated: string,
    private readonly habits: ConsumerHabits,
  ) {
    this.target = join(folder, generated);
  }

  /** Whether a specifier in a file means the generated module, which need not be there yet. */
  isGenerated(file: string, specifier: string): boolean {
    const from = join(this.folder, file);
    const found = this.resolver.resolve(from, specifier).value;
    if (found !== null) return found === this.target;
    if (!specifier.startsWith('.')) return specifier === this.byAlias(file, [specifier]);
    const path = join(dirname(from), specifier);
    return path.replace(WRITTEN_EXTENSION, '') === this.target.replace(SOURCE, '');
  }

  /** @param specifiers of the imports that the file has already */
  specifierFor(file: string, specifiers: readonly string[]): string {
    const path = this.relativePath(file);
    const alias = this.byAlias(file, specifiers);
    const climbs = path.startsWith('../');
    const isRelativeFile = specifiers.some((each) => each.startsWith('./') && !each.startsWith('./$'));
    if (alias !== null && (climbs || !isRelativeFile)) return alias;
    return path + this.extensionFor(file, specifiers);
  }

  private relativePath(file: string): string {
    const path = posix.relative(posix.dirname(file), this.generated).replace(SOURCE, '');
    return path.startsWith('.') ? path : `./${path}`;
  }

  private extensionFor(file: string, specifiers: readonly string[]): string {
    const [, module = ''] = SOURCE.exec(this.generated) ?? [];
    const own = majority(specifiers.filter((each) => each.startsWith('.')));
    const kind = own ?? (this.isNodeLike(file) ? 'js' : majority(this.habits.specifiersNear(file)));
    if (kind === 'ts') return extname(this.generated);
    return kind === 'js' || module !== '' ? `.${module}js` : '';
  }

  /** Under `node16` and `nodenext` a relative import names the file that will be there. */
  private isNodeLike(file: string): boolean {
    const [first] = this.options.of(dirname(join(this.folder, file)));
    if (first?.moduleResolution !== undefined) {
      return (
        first.moduleResolution >= ts.ModuleResolutionKind.Node16 &&
        first.moduleResolution <= ts.ModuleResolutionKind.NodeNext
      );
    }
    return (
      first?.module !== undefined && first.module >= ts.ModuleKind.Node16 && first.module <= ts.ModuleKind.NodeNext
    );
  }

  /** `$lib/database.gen` where an import such as `$lib/server/db` shows what `$lib` stands for; null where none does. */
  private byAlias(file: string, specifiers: readonly string[]): string | null {
    for (const specifier of specifiers) {
      if (specifier.startsWith('.')) continue;
      const path = this.resolver.resolve(join(this.folder, file), specifier).value;
      const found = path && this.underAlias(specifier, path);
      if (!found) continue;
      const meant = this.resolver.resolve(join(this.folder, file), found).value;
      // Before it is generated nothing is there to be found; afterwards it must be this.
      if (meant === this.target || (meant === null && !this.disk.isFile(this.target))) return found;
    }
    return null;
  }

  private underAlias(specifier: string, path: string): string | null {
    const extension = WRITTEN_EXTENSION.exec(specifier)?.[0] ?? '';
    const names = specifier.replace(WRITTEN_EXTENSION, '').split('/');
    const folders = path.replace(/\.(?:[cm]?[jt]sx?)$/, '').split(sep);
    if (names.at(-1) !== folders.at(-1) && folders.at(-1) === 'index') folders.pop();
    while (names.length > 1 && names.at(-1) === folders.at(-1)) {
      names.pop();
      folders.pop();
    }
    const rest = relative(folders.join(sep), this.target).split(sep).join('/');
    if (rest.startsWith('../') || names.join('/') === specifier) return null;
    const [, module = ''] = SOURCE.exec(rest) ?? [];
    const written = extension === '' ? '' : /t/.test(extension) ? extname(rest) : `.${module}js`;
    return `${names.join('/')}/${rest.replace(SOURCE, '')}${written}`;
  }
}

/** How most of these end; null where none says. */
function majority(specifiers: readonly string[]): 'js' | 'ts' | 'none' | null {
  const counts = { js: 0, ts: 0, none: 0 };
  for (const specifier of specifiers) {
    if (OTHER_EXTENSION.test(specifier) || /^\.{1,2}\/?$/.test(specifier) || /\/\$[a-z]+$/.test(specifier)) continue;
    const extension = WRITTEN_EXTENSION.exec(specifier)?.[0];
    counts[extension === undefined ? 'none' : extension.includes('t') ? 'ts' : 'js'] += 1;
  }
  const most = Math.max(counts.js, counts.ts, counts.none);
  if (most === 0) return null;
  return counts.js === most ? 'js' : counts.ts === most ? 'ts' : 'none';
}
