import type { NamedCaller } from '@rowpact/model';
import { openModuleGraph, type OpenModuleGraph } from '../module/module-graph.js';
import { firstSyntaxError, type ParsedModule } from '../module/parse-module.js';
import type { FindContext, FindInModule, ModuleFindings } from '../module/source-module.js';
import type { FileFindings } from './file-findings.js';
import { FINDERS } from './finders.js';
import { namedCallers } from './named-callers.js';
import { pause } from './pause.js';
import { type RememberedLook, rememberedLook, type RememberedModule } from './scan-memory.js';

/** What was found in modules, and all that it rests on, by absolute path. */
export interface SearchedModules {
  readonly findings: ReadonlyMap<string, FileFindings>;
  readonly modules: ReadonlyMap<string, RememberedModule>;
  readonly looked: ReadonlyMap<string, RememberedLook>;
}

export interface ModuleSearch {
  /** The consumer's folder, absolute. */
  readonly folder: string;
  /** The modules to search, absolute. */
  readonly paths: readonly string[];
  readonly callers: readonly NamedCaller[];
  readonly startedAt: number;
  readonly onSearched: (count: number) => void;
  /** In tests, others than our own. */
  readonly finders?: readonly FindInModule[];
}

const BATCH = 20;

/** Parses modules and runs every finder on each. This is what loads TypeScript: nothing that can do without imports it. */
export async function searchModules(search: ModuleSearch): Promise<SearchedModules> {
  const graph = openModuleGraph(search);
  const context: FindContext = { graph, callers: namedCallers(search.callers) };
  const findings = new Map<string, FileFindings>();
  for (const [index, path] of search.paths.entries()) {
    findings.set(path, searchModule(path, search, graph, context));
    search.onSearched(index + 1);
    if (index % BATCH === 0) await pause();
  }
  return { findings, ...restsOn(graph, search.startedAt) };
}

function searchModule(path: string, search: ModuleSearch, graph: OpenModuleGraph, context: FindContext): FileFindings {
  const module = attempt(() => graph.open(path));
  if (module instanceof Error)
    return failed(path, graph, `it cannot be parsed: ${withoutPaths(module, search.folder)}`);
  if (!('source' in module)) return failed(path, graph, module.reason);
  const results = (search.finders ?? FINDERS).map((find) => attempt(() => find(module, context)));
  const found = results.filter((result): result is ModuleFindings => !(result instanceof Error));
  const crash = results.find((result) => result instanceof Error);
  return {
    statements: found.flatMap(({ statements }) => statements),
    blinds: found.flatMap(({ blinds }) => blinds),
    tables: found.flatMap(({ tables }) => tables),
    unreadable: [...troublesOf(module), ...(crash ? [crashed(module, crash)] : [])],
    notes: syntaxNotes(module),
    leftOut: null,
    looked: true,
  };
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
  const nothing: ModuleFindings = { statements: [], blinds: [], tables: [] };
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

function restsOn(graph: OpenModuleGraph, startedAt: number): Pick<SearchedModules, 'modules' | 'looked'> {
  const modules = new Map<string, RememberedModule>();
  const looked = new Map<string, RememberedLook>();
  for (const { path, paths, notes, targets } of graph.followed()) {
    modules.set(path, { looked: [...paths.keys()], targets: [...targets], notes: [...notes] });
    for (const [at, what] of paths) {
      if (looked.get(at)?.what !== 'content') looked.set(at, rememberedLook(what, graph.seen(at, what), startedAt));
    }
  }
  return { modules, looked };
}
