import { relative, resolve } from 'node:path';
import { LookupLog, type Lookups } from './lookups.js';
import { type ParsedModule, parseModule, type UnparsedModule } from './parse-module.js';
import { RecordedDisk } from './recorded-disk.js';
import { ImportResolver } from './resolve-import.js';
import type { ModuleGraph, SourceModule } from './source-module.js';

/** The consumer's modules, each parsed when it is first asked for and once. It never loads a checker or a lib file. */
export interface OpenModuleGraph extends ModuleGraph {
  /** A module by its path, absolute or relative to the consumer's folder. */
  readonly open: (path: string) => ParsedModule | UnparsedModule;
  /** What the module and everything that was followed from it rest on so far: itself, what it imports, what was looked for in vain. */
  readonly lookupsOf: (module: Pick<SourceModule, 'path'>) => Lookups;
}

export interface ModuleGraphOptions {
  /** The consumer's folder, absolute. */
  readonly folder: string;
}

/** Opens the graph of a consumer's modules. Nothing is read before it is asked for. */
export function openModuleGraph({ folder }: ModuleGraphOptions): OpenModuleGraph {
  return new Graph(folder);
}

class Graph implements OpenModuleGraph {
  private readonly disk = new RecordedDisk();
  private readonly resolver: ImportResolver;
  private readonly modules = new Map<string, ParsedModule | UnparsedModule>();
  /** Per module what its imports were found through, and the modules they led to. */
  private readonly steps = new Map<string, { readonly log: LookupLog; readonly targets: Set<string> }>();

  constructor(private readonly folder: string) {
    this.resolver = new ImportResolver(this.disk, (path) => this.display(path));
  }

  readonly open = (path: string): ParsedModule | UnparsedModule => {
    const absolute = resolve(this.folder, path);
    let module = this.modules.get(absolute);
    if (!module) {
      module = parseModule(absolute, this.display(absolute), this.disk.read(absolute));
      this.modules.set(absolute, module);
    }
    return module;
  };

  readonly resolve = (from: SourceModule, specifier: string): SourceModule | null => {
    const { value, lookups } = this.resolver.resolve(from.path, specifier);
    const step = this.stepsOf(from.path);
    step.log.addAll(lookups);
    if (value === null) return null;
    step.targets.add(value);
    const module = this.open(value);
    return 'source' in module ? module : null;
  };

  readonly lookupsOf = ({ path }: Pick<SourceModule, 'path'>): Lookups => {
    const log = new LookupLog();
    const pending = [path];
    const seen = new Set(pending);
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      log.add(at, 'content');
      const step = this.steps.get(at);
      if (!step) continue;
      log.addAll(step.log);
      for (const target of step.targets) {
        if (!seen.has(target)) pending.push(target);
        seen.add(target);
      }
    }
    return log;
  };

  private stepsOf(path: string): { readonly log: LookupLog; readonly targets: Set<string> } {
    let step = this.steps.get(path);
    if (!step) {
      step = { log: new LookupLog(), targets: new Set() };
      this.steps.set(path, step);
    }
    return step;
  }

  private display(path: string): string {
    return relative(this.folder, path).replaceAll('\\', '/');
  }
}
