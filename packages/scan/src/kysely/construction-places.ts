import { byCodeUnit } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';

/** Where people make their database, seen from a folder at or above the module that uses it; `db` is `db.ts` and `db/index.ts`. */
const NAMES = ['db', 'database', 'kysely'];
const INSIDE = [
  ...['db/db', 'db/kysely', 'db/client', 'db/connection'],
  ...['database/database', 'database/kysely', 'database/connection', 'database/database.module'],
];
const ENTRIES = ['index', 'main', 'app', 'server', 'app.module', 'connection', 'client'];
/** Every path that is looked at is remembered for each module: no more of them than people use. */
const SPECIFIERS: readonly string[] = [
  ...[...NAMES, ...INSIDE, ...ENTRIES],
  ...['lib', 'server'].flatMap((folder) => [...NAMES, 'db/client'].map((name) => `${folder}/${name}`)),
];

const LEVELS = 6;
/** Imports behind imports that are followed: from the module itself, and from where a database is likely to be made. */
const DEPTH = 2;
const DEPTH_BEHIND_PLACES = 1;
const MAX_MODULES = 400;

/** The modules of the consumer in which the database that a module uses may be made, itself included, by file. */
export function constructionPlaces(module: SourceModule, graph: ModuleGraph): readonly SourceModule[] {
  const found = new Map<SourceModule, number>();
  follow(module, DEPTH, found, graph);
  for (const place of likelyPlaces(module, graph)) follow(place, DEPTH_BEHIND_PLACES, found, graph);
  return [...found.keys()].sort((left, right) => byCodeUnit(left.file, right.file));
}

function likelyPlaces(module: SourceModule, graph: ModuleGraph): readonly SourceModule[] {
  // What the folders above the consumer's hold is not the consumer's.
  const isOutside = module.file.startsWith('../');
  const depth = isOutside ? 0 : module.file.split('/').length - 1;
  const above = Array.from({ length: Math.min(depth, LEVELS) + 1 }, (_, level) => `./${'../'.repeat(level)}`);
  // Code beside `src`, such as scripts and tests; what is in it gets there by its own folders.
  const besides = isOutside || depth > LEVELS || module.file.startsWith('src/') ? [] : [`./${'../'.repeat(depth)}src/`];
  return [...above, ...besides].flatMap((folder) =>
    SPECIFIERS.flatMap((name) => graph.resolve(module, `${folder}${name}`) ?? []),
  );
}

function follow(module: SourceModule, depth: number, found: Map<SourceModule, number>, graph: ModuleGraph): void {
  const before = found.get(module);
  if ((before !== undefined && before >= depth) || (before === undefined && found.size >= MAX_MODULES)) return;
  found.set(module, depth);
  if (depth === 0) return;
  for (const specifier of specifiersOf(module.source)) {
    const target = graph.resolve(module, specifier);
    if (target !== null) follow(target, depth - 1, found, graph);
  }
}

/** What a module imports or hands on, types included: a type stands beside the database more often than not. */
function specifiersOf({ statements }: ts.SourceFile): readonly string[] {
  return statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    return moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : [];
  });
}
