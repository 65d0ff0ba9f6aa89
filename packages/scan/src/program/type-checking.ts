import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ts } from 'ts-morph';
import { ImportOptions } from '../module/import-options.js';
import type { RecordedDisk } from '../module/recorded-disk.js';
import type { SourceModule } from '../module/source-module.js';

/** What the checker needs to know of the consumer's modules. */
export interface CheckedModules {
  /** The consumer's, absolute. */
  readonly folder: string;
  readonly opened: readonly SourceModule[];
  readonly open: (path: string) => SourceModule | null;
  readonly ownerOf: (node: ts.Node) => SourceModule | null;
  readonly pathOf: (from: string, specifier: string) => string | null;
  readonly notes: Set<string>;
}

/** The module that names all others: TypeScript takes components only where something imports them. */

/** Folders whose declarations are about no code of the consumer's. */
const SKIPPED = ['node_modules', 'dist', 'build'];

const ENTRY_NAME = '/rowpact-checked-modules.ts';

const LIBRARIES = dirname(createRequire(import.meta.url).resolve('typescript'));
/** The language's own declarations are the same for everybody. */
const LANGUAGE = new Map<string, ts.SourceFile | undefined>();

/**
 * TypeScript's checker over the very trees that are followed, so that a node of one is a node of the other. It holds the modules that
 * were opened and what they import, is set up when somebody first asks, and never looks for errors.
 */
export class TypeChecking {
  private program: ts.Program | null = null;
  private failed = false;
  private readonly declarations = new Map<string, ts.SourceFile | undefined>();
  private options: ts.CompilerOptions | null = null;
  private ambient: readonly string[] | null = null;
  /** How often a program was built. */
  built = 0;

  constructor(
    private readonly modules: CheckedModules,
    private readonly disk: RecordedDisk,
    private readonly isOn: boolean,
  ) {}

  /** The checker for a node of an opened module; null where there can be none. */
  for(node: ts.Node): ts.TypeChecker | null {
    if (this.failed || !this.isOn) return null;
    const source = node.getSourceFile();
    try {
      if (this.program?.getSourceFile(source.fileName) !== source) this.program = this.build();
      if (this.program.getSourceFile(source.fileName) !== source) return null;
      return this.program.getTypeChecker();
    } catch (error) {
      // The checker walks trees more deeply than the flow does. Whoever asks treats what it cannot be told as unknown.
      if (!(error instanceof RangeError)) throw error;
      this.failed = true;
      this.modules.notes.add('types could not be looked at: some file is nested too deeply for the TypeScript checker');
      return null;
    }
  }

  private build(): ts.Program {
    this.built += 1;
    this.options ??= this.optionsOf();
    this.ambient ??= this.ambientFiles();
    const roots = [ENTRY_NAME, ...this.ambient, ...this.shims()];
    const entry = this.modules.opened.map(({ path }) => `import ${JSON.stringify(path)};`).join('\n');
    return ts.createProgram(roots, this.options, this.host(this.options, entry), this.program ?? undefined);
  }

  private optionsOf(): ts.CompilerOptions {
    const display = (path: string): string => path;
    const [own = {}] = new ImportOptions(this.disk, display).of(this.modules.folder);
    return {
      ...own,
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      moduleDetection: ts.ModuleDetectionKind.Auto,
      jsx: own.jsx ?? ts.JsxEmit.Preserve,
      // Up to version 5 every package of types in reach counted, and most services were written then.
      types: own.types ?? ['*'],
      allowJs: true,
      checkJs: false,
      noEmit: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      composite: false,
      incremental: false,
      ignoreDeprecations: '6.0',
    };
  }

  /** Declarations that are about everything: `App.Locals`, what a package's interfaces are extended by. */
  private ambientFiles(): readonly string[] {
    this.enterFolders(this.modules.folder);
    const skipped = SKIPPED.map((name) => `**/${name}`);
    return ts.sys.readDirectory(this.modules.folder, ['.d.ts', '.d.mts', '.d.cts'], skipped);
  }

  /** What the TypeScript of Svelte's components is written against. */
  private shims(): readonly string[] {
    if (!this.modules.opened.some(({ path }) => path.endsWith('.svelte'))) return [];
    return [createRequire(import.meta.url).resolve('svelte2tsx/svelte-shims-v4.d.ts')];
  }

  /** A declaration that is put into any of the consumer's folders counts: what is in each is part of what the answer rests on. */
  private enterFolders(folder: string, entered = new Set<string>()): void {
    const real = this.disk.realPath(folder);
    if (entered.has(real)) return;
    entered.add(real);
    this.disk.list(folder);
    for (const name of ts.sys.getDirectories(folder)) {
      if (name !== '.git' && !SKIPPED.includes(name)) this.enterFolders(join(folder, name), entered);
    }
  }

  private host(options: ts.CompilerOptions, entry: string): ts.CompilerHost {
    const { disk } = this;
    const cache = ts.createModuleResolutionCache(this.modules.folder, (name) => name, options);
    const entrySource = ts.createSourceFile(ENTRY_NAME, entry, ts.ScriptTarget.ESNext, true);
    return {
      ...packageHost(disk),
      fileExists: (path) => path === ENTRY_NAME || disk.isFile(path),
      getCurrentDirectory: () => this.modules.folder,
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      getDefaultLibFileName: (given) => join(LIBRARIES, ts.getDefaultLibFileName(given)),
      getDefaultLibLocation: () => LIBRARIES,
      writeFile: () => undefined,
      getSourceFile: (path) => (path === ENTRY_NAME ? entrySource : this.sourceOf(path)),
      resolveModuleNameLiterals: (literals, from) =>
        literals.map(({ text }) => ({ resolvedModule: this.resolved(text, from, options, cache) })),
    };
  }

  private resolved(
    specifier: string,
    from: string,
    options: ts.CompilerOptions,
    cache: ts.ModuleResolutionCache,
  ): ts.ResolvedModuleFull | undefined {
    const isOwn = !from.includes('/node_modules/');
    const path = from === ENTRY_NAME ? specifier : isOwn ? this.modules.pathOf(from, specifier) : null;
    if (path !== null) return { resolvedFileName: path, extension: extensionOf(path), isExternalLibraryImport: false };
    return ts.resolveModuleName(specifier, from, options, packageHost(this.disk), cache).resolvedModule;
  }

  private sourceOf(path: string): ts.SourceFile | undefined {
    if (!path.includes('/node_modules/') && !/\.d\.[cm]?ts$/.test(path)) {
      const own = path.endsWith('.json') ? null : this.modules.open(path);
      if (own) return own.source;
    }
    const isLanguage = path.startsWith(`${LIBRARIES}/`);
    const known = isLanguage ? LANGUAGE : this.declarations;
    if (!known.has(path)) {
      const text = this.disk.read(path);
      const source = text === null ? undefined : ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
      known.set(path, source);
    }
    return known.get(path);
  }
}

/** What TypeScript finds the declarations of packages through: the disk as it is, every question recorded. */
function packageHost(
  disk: RecordedDisk,
): Required<
  Pick<ts.ModuleResolutionHost, 'fileExists' | 'readFile' | 'directoryExists' | 'getDirectories' | 'realpath'>
> {
  return {
    fileExists: (path) => disk.isFile(path),
    readFile: (path) => disk.read(path) ?? undefined,
    directoryExists: (path) => disk.isFolder(path),
    getDirectories: (path) => disk.list(path).filter((name) => disk.isFolder(`${path}/${name}`)),
    realpath: (path) => disk.realPath(path),
  };
}

/** As what a file is checked: components as the TypeScript that stands for them. */
function extensionOf(path: string): ts.Extension {
  const known = [ts.Extension.Tsx, ts.Extension.Ts, ts.Extension.Mts, ts.Extension.Cts].find((each) =>
    path.endsWith(each),
  );
  if (known) return known;
  if (path.endsWith('.astro')) return ts.Extension.Tsx;
  if (path.endsWith('.jsx')) return ts.Extension.Jsx;
  return /\.[cm]?js$/.test(path) ? ts.Extension.Js : ts.Extension.Ts;
}
