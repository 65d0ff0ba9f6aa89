import { builtinModules } from 'node:module';
import { dirname, isAbsolute } from 'node:path';
import { ts } from 'ts-morph';
import { FrameworkAliases } from './framework-aliases.js';
import { ImportOptions } from './import-options.js';
import type { Lookups } from './lookups.js';
import type { RecordedDisk } from './recorded-disk.js';
import { ResolutionHost } from './resolution-host.js';
import { Workspaces } from './workspace-packages.js';

/** What is found, but in node_modules. */
const PACKAGE = Symbol('package');
const BUILTIN = new Set(builtinModules);
const MODULE = /\.(?:[cm]?[jt]sx?|svelte|vue|astro)$/;

/** The file behind an import, absolute; null for packages and for what is not there. */
export interface Resolved {
  readonly value: string | null;
  readonly lookups: Lookups;
}

/**
 * Follows import specifiers as TypeScript does under the nearest tsconfig, and where that leads nowhere as the frameworks do.
 * It never looks for declarations: a `.d.ts` has no values.
 */
export class ImportResolver {
  private readonly answers = new Map<string, Resolved>();
  private readonly options: ImportOptions;
  private readonly workspaces: Workspaces;
  private readonly aliases: FrameworkAliases;

  constructor(
    private readonly disk: RecordedDisk,
    display: (path: string) => string,
  ) {
    this.options = new ImportOptions(disk, display);
    this.workspaces = new Workspaces(disk);
    this.aliases = new FrameworkAliases(disk);
  }

  resolve(from: string, specifier: string): Resolved {
    const folder = dirname(from);
    const key = `${folder}\0${specifier}`;
    let answer = this.answers.get(key);
    if (!answer) {
      answer = this.disk.record(() => this.find(folder, from, specifier));
      this.answers.set(key, answer);
    }
    return answer;
  }

  private find(folder: string, from: string, specifier: string): string | null {
    if (specifier === '' || specifier.startsWith('node:') || BUILTIN.has(specifier)) return null;
    const host = new ResolutionHost(this.disk, this.workspaces, folder);
    for (const options of this.options.of(folder)) {
      const found = this.ask(host, from, specifier, options);
      if (found !== null) return found === PACKAGE ? null : found;
    }
    if (specifier.startsWith('.') || isAbsolute(specifier)) return null;
    for (const { name, target } of this.aliases.of(folder)) {
      if (specifier !== name && !specifier.startsWith(`${name}/`)) continue;
      const found = this.ask(host, from, target + specifier.slice(name.length), {});
      if (found !== null && found !== PACKAGE) return found;
    }
    return null;
  }

  private ask(
    host: ResolutionHost,
    from: string,
    specifier: string,
    options: ts.CompilerOptions,
  ): string | typeof PACKAGE | null {
    for (const mode of [ts.ModuleKind.ESNext, ts.ModuleKind.CommonJS] as const) {
      const { resolvedModule } = ts.resolveModuleName(
        specifier,
        from,
        loose(options),
        host,
        undefined,
        undefined,
        mode,
      );
      if (resolvedModule === undefined) continue;
      const path = host.real(resolvedModule.resolvedFileName);
      if (path.includes('/node_modules/')) return PACKAGE;
      return MODULE.test(path) ? path : null;
    }
    return null;
  }
}

/** What a bundler takes, which is more than TypeScript does under most people's settings. */
function loose(options: ts.CompilerOptions): ts.CompilerOptions {
  return {
    ...options,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowJs: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: false,
    // TypeScript's own name for "implementations, not declarations"; its types leave it out.
    noDtsResolution: true,
  };
}
