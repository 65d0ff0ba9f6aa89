import { relative, resolve } from 'node:path';
import { type LookedAt, LookupLog, type Lookups } from './lookups.js';
import { type ParsedModule, parseModule, type UnparsedModule } from './parse-module.js';
import { RecordedDisk, type SeenContent } from './recorded-disk.js';
import { ImportResolver } from './resolve-import.js';
import type { ModuleGraph, SourceModule } from './source-module.js';

/** What was followed from one module, asked by whoever: its findings and those of its importers rest on it. */
export interface FollowedModule extends Lookups {
  /** Absolute. */
  readonly path: string;
  /** The modules that its imports led to, absolute. */
  readonly targets: ReadonlySet<string>;
}

/** The consumer's modules, each parsed when it is first asked for and once. It never loads a checker or a lib file. */
export interface OpenModuleGraph extends ModuleGraph {
  /** A module by its path, absolute or relative to the consumer's folder. */
  readonly open: (path: string) => ParsedModule | UnparsedModule;
  /** A path as results show it: relative to the consumer's folder. */
  readonly display: (path: string) => string;
  /** Every module that was opened, with what was followed from it so far. */
  readonly followed: () => readonly FollowedModule[];
  /** What a path that was looked at was found to be: a content's hash and stamp, or the kind of thing that is there. */
  readonly seen: (path: string, what: LookedAt) => SeenContent;
}

export interface ModuleGraphOptions {
  /** The consumer's folder, absolute. */
  readonly folder: string;
}

/** Opens the graph of a consumer's modules. Nothing is read before it is asked for. */
export function openModuleGraph({ folder }: ModuleGraphOptions): OpenModuleGraph {
  return new Graph(folder);
}

interface Steps {
  readonly log: LookupLog;
  readonly targets: Set<string>;
}

class Graph implements OpenModuleGraph {
  private readonly disk = new RecordedDisk();
  private readonly resolver: ImportResolver;
  private readonly modules = new Map<string, ParsedModule | UnparsedModule>();
  private readonly steps = new Map<string, Steps>();

  constructor(private readonly folder: string) {
    this.resolver = new ImportResolver(this.disk, (path) => this.display(path));
  }

  readonly open = (path: string): ParsedModule | UnparsedModule => {
    const absolute = resolve(this.folder, path);
    let module = this.modules.get(absolute);
    if (!module) {
      const text = this.disk.read(absolute);
      this.stepsOf(absolute).log.add(absolute, 'content');
      module = parseModule(absolute, this.display(absolute), text);
      this.modules.set(absolute, module);
    }
    return module;
  };

  readonly resolve = (from: SourceModule, specifier: string): SourceModule | null => {
    const { value, lookups } = this.resolver.resolve(from.path, specifier);
    const { log, targets } = this.stepsOf(from.path);
    log.addAll(lookups);
    if (value === null) return null;
    targets.add(value);
    const module = this.open(value);
    return 'source' in module ? module : null;
  };

  readonly followed = (): readonly FollowedModule[] =>
    [...this.steps].map(([path, { log, targets }]) => ({ path, paths: log.paths, notes: log.notes, targets }));

  readonly seen = (path: string, what: LookedAt): SeenContent => {
    const content = what === 'content' ? this.disk.seen(path) : null;
    return content ?? { stamp: { text: '', changedAt: 0 }, hash: this.disk.kindOf(path) };
  };

  private stepsOf(path: string): Steps {
    let step = this.steps.get(path);
    if (!step) {
      step = { log: new LookupLog(), targets: new Set() };
      this.steps.set(path, step);
    }
    return step;
  }

  readonly display = (path: string): string => relative(this.folder, path).replaceAll('\\', '/');
}
