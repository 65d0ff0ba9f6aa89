import { byCodeUnit } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { ModuleGraph, SourceModule } from '../module/source-module.js';

/** Where people make their database, seen from a folder at or above the module that uses it; `db` is `db.ts` and `db/index.ts`. */
const FOLDERS = ['.', 'src', 'lib', 'server', 'src/lib', 'src/server'];
const NAMES = ['db', 'database', 'kysely'];
const INSIDE = ['db', 'database', 'kysely', 'client', 'connection', 'database.module', 'db.module'];
const ENTRIES = ['index', 'main', 'app', 'server', 'app.module'];

const SPECIFIERS: readonly string[] = [
  ...FOLDERS.flatMap((folder) => [...NAMES, ...ENTRIES].map((name) => (folder === '.' ? name : `${folder}/${name}`))),
  ...FOLDERS.flatMap((folder) =>
    ['db', 'database'].flatMap((name) =>
      INSIDE.map((inside) => (folder === '.' ? `${name}/${inside}` : `${folder}/${name}/${inside}`)),
    ),
  ),
  ...['connection', 'client'],
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
  const depth = module.file.startsWith('../') ? 0 : module.file.split('/').length - 1;
  return Array.from({ length: Math.min(depth, LEVELS) + 1 }, (_, level) => '../'.repeat(level)).flatMap((up) =>
    SPECIFIERS.flatMap((name) => graph.resolve(module, `./${up}${name}`) ?? []),
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
