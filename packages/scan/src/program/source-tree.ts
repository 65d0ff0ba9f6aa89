import type { Location, ScanSettings } from '@rowpact/model';
import { relative, resolve, sep } from 'node:path';
import { ts } from 'ts-morph';
import { parseModule } from '../module/parse-module.js';
import { RecordedDisk, type SeenContent } from '../module/recorded-disk.js';
import type { LookedAt } from '../module/lookups.js';
import { ImportResolver } from '../module/resolve-import.js';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';
import { codeFiles } from './code-files.js';
import { ImportIndex, type Importer } from './import-index.js';
import { TypeChecking } from './type-checking.js';
import { astroSource, svelteSource, type VirtualSource } from './virtual-source.js';

/** What was seen at a path; of one that was only asked for, `hash` says what is there. */
export interface Look extends SeenContent {
  readonly what: LookedAt;
}

/**
 * The consumer's modules as one tree of code, components with their markup included, each parsed when it is first needed. Places are
 * always those in the files: a component's TypeScript is mapped back.
 */
export class SourceTree implements ModuleGraph {
  /** Files that were looked into, relative to the consumer's folder. */
  readonly consulted = new Set<string>();
  readonly notes = new Set<string>();
  private readonly disk = new RecordedDisk();
  private readonly resolver: ImportResolver;
  private readonly modules = new Map<string, SourceModule | null>();
  private readonly bySource = new Map<ts.SourceFile, SourceModule>();
  private readonly virtual = new Map<ts.SourceFile, VirtualSource>();
  private readonly index: ImportIndex;
  /** What TypeScript says of the types in these files; nothing is set up before somebody asks. */
  readonly types: TypeChecking;

  /**
   * @param folder the consumer's, absolute
   * @param withTypes false where types are not worth the time: then nobody is told any
   */
  constructor(
    readonly folder: string,
    settings: ScanSettings,
    withTypes = true,
  ) {
    this.resolver = new ImportResolver(this.disk, (path) => this.display(path));
    this.index = new ImportIndex(
      () => codeFiles(folder, settings),
      (from, specifier) => this.pathOf(from, specifier),
    );
    this.types = new TypeChecking(this, this.disk, withTypes);
  }

  /** Does some work and tells what it rests on: what was looked at, also where an earlier answer is remembered by the disk. */
  recorded<Value>(work: () => Value): { readonly value: Value; readonly looked: ReadonlyMap<string, Look> } {
    const { value, lookups } = this.disk.record(work);
    const looked = [...lookups.paths].map(([path, what]) => [path, { what, ...this.disk.look(path, what) }] as const);
    return { value, looked: new Map(looked) };
  }

  /** A module by its path, absolute or relative to the consumer's folder; null where there is none that can be read. */
  open(path: string): SourceModule | null {
    const absolute = resolve(this.folder, path);
    const known = this.modules.get(absolute);
    if (known !== undefined) return known;
    const module = this.parse(absolute);
    this.modules.set(absolute, module);
    if (module) this.bySource.set(module.source, module);
    return module;
  }

  readonly resolve = (from: SourceModule, specifier: string): SourceModule | null => {
    const path = this.pathOf(from.path, specifier);
    return path === null ? null : this.open(path);
  };

  /** The module that a node belongs to. */
  moduleOf(node: ts.Node): SourceModule {
    const module = this.bySource.get(node.getSourceFile());
    if (module === undefined) throw new TypeError('a node of no module of this tree');
    return module;
  }

  /** Modules that import this one or hand on what it exports, with the specifiers by which they do. */
  importersOf(module: SourceModule, name: string | null): readonly Importer[] {
    return this.index.importersOf(module.path, name);
  }

  /** Files of the consumer that hold all of these words. */
  filesWith(words: readonly string[]): readonly string[] {
    return this.index.filesWith(words);
  }

  /** Which files of the consumer hold which of these words. */
  filesByWord(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
    return this.index.filesByWord(words);
  }

  /** Whether some file of the consumer may declare a function or property of this name. */
  mayDeclare(name: string): boolean {
    return this.index.mayDeclare(name);
  }

  /** The module that a node belongs to; null for one of a package's or the language's own declarations. */
  ownerOf(node: ts.Node): SourceModule | null {
    return this.bySource.get(node.getSourceFile()) ?? null;
  }

  /** The modules that were parsed so far. */
  get opened(): readonly SourceModule[] {
    return [...this.bySource.values()];
  }

  /** The file behind an import, absolute; null for packages and for what is not there. */
  pathOf(from: string, specifier: string): string | null {
    const { value, lookups } = this.resolver.resolve(from, specifier);
    for (const note of lookups.notes) this.notes.add(note);
    return value;
  }

  /** A file as it is written, markup and all; empty where it cannot be read. */
  textOf(path: string): string {
    return this.disk.read(path) ?? '';
  }

  /** The same, and nothing of it is kept. */
  peek(path: string): string {
    return this.index.textOf(path);
  }

  /** Every file of the consumer that can hold code, absolute and sorted. */
  get files(): readonly string[] {
    return this.index.files;
  }

  /** Where a node stands in its file; the nearest place before it for what only a component's TypeScript has. */
  placeOf(node: ts.Node): Required<Location> {
    const source = node.getSourceFile();
    const { file } = this.moduleOf(node);
    const virtual = this.virtual.get(source);
    for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent as ts.Node | undefined) {
      const { line, character } = source.getLineAndCharacterOfPosition(at.getStart(source));
      if (!virtual) return { file, line: line + 1, column: character + 1 };
      const found = virtual.toOriginal(line + 1, character + 1);
      if (found) return { file, ...found };
    }
    return { file, line: 1, column: 1 };
  }

  /** The innermost node that begins at a place or holds it; null where the file has no such place. */
  nodeAt({ file, line, column }: Required<Location>): ts.Node | null {
    const source = this.open(file)?.source;
    if (source === undefined) return null;
    const virtual = this.virtual.get(source);
    const place = virtual ? virtual.toVirtual(line, column) : { line, column };
    const starts = source.getLineStarts();
    const start = place ? starts[place.line - 1] : undefined;
    if (place === null || start === undefined) return null;
    return innermostAt(source, start + place.column - 1);
  }

  private parse(path: string): SourceModule | null {
    const file = this.display(path);
    const text = this.disk.read(path);
    if (text === null) return null;
    this.consulted.add(file);
    const virtual = this.virtualSource(path, file, text);
    if (virtual) {
      const source = ts.createSourceFile(path, virtual.text, ts.ScriptTarget.ESNext, true, virtual.kind);
      this.virtual.set(source, virtual);
      return { file, path, source };
    }
    const module = parseModule(path, file, text);
    if ('source' in module) return module;
    this.notes.add(`${file} could not be parsed: ${module.reason}`);
    return null;
  }

  private virtualSource(path: string, file: string, text: string): VirtualSource | null {
    if (path.endsWith('.astro')) return astroSource(text);
    if (!path.endsWith('.svelte')) return null;
    try {
      return svelteSource(path, text);
    } catch (error) {
      // The compiler's own words, such as an unclosed tag; the scripts are still read.
      this.notes.add(
        `the markup of ${file} could not be read: ${error instanceof Error ? error.message : String(error)}`,
      );
      return null;
    }
  }

  private display(path: string): string {
    return relative(this.folder, path).split(sep).join('/');
  }
}

function innermostAt(source: ts.SourceFile, position: number): ts.Node | null {
  let found: ts.Node | null = null;
  const visit = (node: ts.Node): void => {
    if (position < node.getStart(source) || position >= node.end) return;
    found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found;
}
