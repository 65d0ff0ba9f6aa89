import type { NamedCaller } from '@rowpact/model';
import { openModuleGraph, type OpenModuleGraph } from '../module/module-graph.js';
import { firstSyntaxError, type ParsedModule } from '../module/parse-module.js';
import type { FindContext, FindInModule, ModuleFindings } from '../module/source-module.js';
import type { FileFindings } from './file-findings.js';
import { FINDERS } from './finders.js';
import { namedCallers } from './named-callers.js';
import { pause } from './pause.js';
import { type RememberedLook, rememberedLook, type RememberedModule, type ScanMemory } from './scan-memory.js';
import { NOTHING_SENT, sentThrough, type SentThrough } from './sent-through.js';

/** A search in one consumer's modules, which may go on with more of them. */
export interface ModuleSearch {
  /** Parses modules, by absolute path, and runs every finder on each. */
  readonly search: (
    paths: readonly string[],
    onSearched: (count: number) => void,
  ) => Promise<ReadonlyMap<string, FileFindings>>;
  /** Every module that was opened so far with what it rests on, by absolute path. */
  readonly restsOn: () => Pick<ScanMemory, 'modules' | 'looked'>;
}

export interface SearchOptions {
  /** The consumer's folder, absolute. */
  readonly folder: string;
  readonly callers: readonly NamedCaller[];
  readonly startedAt: number;
  /** In tests, others than our own. */
  readonly finders?: readonly FindInModule[] | undefined;
}

const BATCH = 20;

/** This is what loads TypeScript: nothing that can do without imports it. */
export function openSearch(options: SearchOptions): ModuleSearch {
  return new Search(options);
}

class Search implements ModuleSearch {
  private readonly graph: OpenModuleGraph;
  private readonly context: FindContext;
  private readonly finders: readonly FindInModule[];
  private readonly sends = new Map<string, SentThrough>();

  constructor(private readonly options: SearchOptions) {
    this.graph = openModuleGraph(options);
    this.context = { graph: this.graph, callers: namedCallers(options.callers) };
    this.finders = options.finders ?? FINDERS;
  }

  async search(
    paths: readonly string[],
    onSearched: (count: number) => void,
  ): Promise<ReadonlyMap<string, FileFindings>> {
    const findings = new Map<string, FileFindings>();
    for (const [index, path] of paths.entries()) {
      findings.set(path, this.searchOne(path));
      onSearched(index + 1);
      if (index % BATCH === 0) await pause();
    }
    return findings;
  }

  restsOn(): Pick<ScanMemory, 'modules' | 'looked'> {
    const { graph, options } = this;
    const modules = new Map<string, RememberedModule>();
    const looked = new Map<string, RememberedLook>();
    for (const { path, paths, notes, targets } of graph.followed()) {
      modules.set(path, {
        looked: [...paths.keys()],
        targets: [...targets],
        notes: [...notes],
        sends: this.sendsOf(path),
      });
      for (const [at, what] of paths) {
        if (looked.get(at)?.what === 'content') continue;
        looked.set(at, rememberedLook(what, graph.seen(at, what), options.startedAt));
      }
    }
    return { modules, looked };
  }

  private searchOne(path: string): FileFindings {
    const { graph, context, options } = this;
    const module = attempt(() => graph.open(path));
    if (module instanceof Error)
      return failed(path, graph, `it cannot be parsed: ${withoutPaths(module, options.folder)}`);
    if (!('source' in module)) return failed(path, graph, module.reason);
    const results = this.finders.map((find) => attempt(() => find(module, context)));
    const found = results.filter((result): result is ModuleFindings => !(result instanceof Error));
    const crash = results.find((result) => result instanceof Error);
    return {
      statements: found.flatMap(({ statements }) => statements),
      blinds: found.flatMap(({ blinds }) => blinds),
      texts: found.flatMap(({ texts }) => texts),
      calls: found.flatMap(({ calls }) => calls ?? []),
      tables: found.flatMap(({ tables }) => tables),
      unreadable: [...troublesOf(module), ...(crash ? [crashed(module, crash)] : [])],
      notes: syntaxNotes(module),
      leftOut: null,
      looked: true,
    };
  }

  private sendsOf(path: string): SentThrough {
    const known = this.sends.get(path);
    if (known) return known;
    const module = attempt(() => this.graph.open(path));
    const sends = module instanceof Error || !('source' in module) ? NOTHING_SENT : attempt(() => sentThrough(module));
    const settled = sends instanceof Error ? NOTHING_SENT : sends;
    this.sends.set(path, settled);
    return settled;
  }
}

/** A bug of ours, or a tree too deep for the stack, costs one file and is no reason to know nothing of the others. */
function attempt<Value>(work: () => Value): Value | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function crashed({ file, path }: ParsedModule, error: Error): FileFindings['unreadable'][number] {
  const message = withoutPaths(error, path.slice(0, -file.length));
  return { location: { file }, reason: `the scanner failed on it (${message}): what it found is incomplete` };
}

/** What an error says in one line, the consumer's folder not named. */
function withoutPaths({ message }: Error, folder: string): string {
  return (message.split('\n')[0] ?? '').replaceAll(folder === '' ? '\0' : folder, '');
}

function failed(path: string, graph: OpenModuleGraph, reason: string): FileFindings {
  const nothing: ModuleFindings = { statements: [], blinds: [], texts: [], tables: [] };
  const unreadable = [{ location: { file: graph.display(path) }, reason }];
  return { ...nothing, unreadable, notes: [], leftOut: null, looked: false };
}

function troublesOf({ file, troubles }: ParsedModule): FileFindings['unreadable'] {
  return troubles.map(({ reason, line, column }) => ({ location: { file, line, column }, reason }));
}

function syntaxNotes(module: ParsedModule): readonly string[] {
  const error = firstSyntaxError(module);
  if (error === null) return [];
  return [`${module.file}:${error.line}:${error.column}: not TypeScript (${error.message}); the rest was searched`];
}
