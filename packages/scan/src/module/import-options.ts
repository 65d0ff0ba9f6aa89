import { basename, dirname, join } from 'node:path';
import { ts } from 'ts-morph';
import type { Lookups } from './lookups.js';
import type { RecordedDisk } from './recorded-disk.js';

/** Folders that a framework's command writes its tsconfig to: where it has not run yet, nobody needs to be told. */
const GENERATED = /[\\/](?:\.svelte-kit|\.nuxt|\.astro)[\\/]/;
/** "No inputs were found": true of every configuration here, since none is asked for its files. */
const NO_INPUTS = new Set([18002, 18003]);

/** Reads how the modules of a folder name other modules: their nearest tsconfig or jsconfig, with all that it extends. */
export class ImportOptions {
  private readonly byFolder = new Map<
    string,
    { readonly value: readonly ts.CompilerOptions[]; readonly lookups: Lookups }
  >();
  private readonly byConfig = new Map<string, { readonly value: ts.CompilerOptions; readonly lookups: Lookups }>();

  constructor(
    private readonly disk: RecordedDisk,
    private readonly display: (path: string) => string,
  ) {}

  /** In the order in which to try them: the configuration's own, then those of the projects that it refers to. */
  of(folder: string): readonly ts.CompilerOptions[] {
    const known = this.byFolder.get(folder);
    if (known) {
      this.disk.enter(known.lookups);
      return known.value;
    }
    const found = this.disk.record(() => this.find(folder));
    this.byFolder.set(folder, found);
    return found.value;
  }

  private find(folder: string): readonly ts.CompilerOptions[] {
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      const path = join(folder, name);
      if (this.disk.isFile(path)) return this.withReferences(path, new Set());
    }
    const parent = dirname(folder);
    return parent === folder || basename(folder) === 'node_modules' ? [{}] : this.of(parent);
  }

  private withReferences(path: string, seen: Set<string>): readonly ts.CompilerOptions[] {
    if (seen.has(path)) return [];
    seen.add(path);
    const own = this.load(path);
    const references = projectReferences(this.disk.read(path)).map((reference) => {
      const target = join(dirname(path), reference);
      return reference.endsWith('.json') ? target : join(target, 'tsconfig.json');
    });
    const others = references.filter((target) => this.disk.isFile(target));
    return [own, ...others.flatMap((target) => this.withReferences(target, seen))];
  }

  private load(path: string): ts.CompilerOptions {
    const known = this.byConfig.get(path);
    if (known) {
      this.disk.enter(known.lookups);
      return known.value;
    }
    const found = this.disk.record(() => this.parse(path));
    this.byConfig.set(path, found);
    return found.value;
  }

  private parse(path: string): ts.CompilerOptions {
    const source = ts.readJsonConfigFile(path, (file) => this.disk.read(file) ?? undefined);
    const host: ts.ParseConfigHost = {
      useCaseSensitiveFileNames: true,
      fileExists: (file) => this.disk.isFile(file),
      readFile: (file) => this.disk.read(file) ?? undefined,
      readDirectory: () => [],
    };
    try {
      const { options, errors } = ts.parseJsonSourceFileConfigFileContent(source, host, dirname(path), undefined, path);
      // parseDiagnostics is where the JSON reader keeps syntax errors; the types leave it out.
      const syntax = (source as unknown as { parseDiagnostics: readonly ts.Diagnostic[] }).parseDiagnostics;
      this.report(path, [...syntax, ...errors]);
      return options;
    } catch (error) {
      this.disk.note(`${this.display(path)} does not load: ${error instanceof Error ? error.message : String(error)}`);
      return {};
    }
  }

  /** One sentence per file: the first error, which the others often follow from. */
  private report(path: string, errors: readonly ts.Diagnostic[]): void {
    for (const { code, category, messageText, file, start } of errors) {
      const text = ts.flattenDiagnosticMessageText(messageText, ' ');
      if (NO_INPUTS.has(code) || category !== ts.DiagnosticCategory.Error || GENERATED.test(text)) continue;
      const place = file ? placeOf(file, start ?? 0) : '';
      const relative = text.replaceAll(/'(\/[^']+)'/g, (_, absolute: string) => `'${this.display(absolute)}'`);
      this.disk.note(`${this.display(file?.fileName ?? path)}${place}: ${relative}`);
      return;
    }
  }
}

function placeOf(file: ts.SourceFile, offset: number): string {
  const { line, character } = file.getLineAndCharacterOfPosition(offset);
  return `:${line + 1}:${character + 1}`;
}

/** Its `references`, which is where the tsconfig of a Vite template keeps everything. */
function projectReferences(text: string | null): readonly string[] {
  if (text === null) return [];
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', text) as { config?: unknown };
  const references = isRecord(config) ? config['references'] : null;
  if (!Array.isArray(references)) return [];
  return references.flatMap((entry: unknown) =>
    isRecord(entry) && typeof entry['path'] === 'string' ? [entry['path']] : [],
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
