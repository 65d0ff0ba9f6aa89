import type { Location, RowType } from '@rowpact/model';
import { byCodeUnit } from '@rowpact/model';
import { relative, sep } from 'node:path';
import type { ts } from 'ts-morph';
import { parseModule } from '../module/parse-module.js';
import { SourceTree } from '../program/source-tree.js';
import { flowOf, TOO_DEEP } from '../rows/follow-rows.js';
import type { ScanOptions } from '../scan-options.js';
import { declaredTypes, mayDeclare, type DeclaredType } from './declared-types.js';
import { TypesOfValue } from './types-of-value.js';

/**
 * Finds the types that the consumer writes by hand for objects, and tells of which statements they type the rows. All of them are
 * listed: whether one is about rows at all, its properties tell to whoever knows the columns.
 * @param onNote told of what could not be looked at, one sentence each: a type in there is missing from the answer
 */
export async function findRowTypes(
  options: ScanOptions,
  statements: readonly { readonly place: Required<Location> }[],
  onNote: (sentence: string) => void = () => undefined,
): Promise<readonly RowType[]> {
  const tree = new SourceTree(options.folder, options.settings, false);
  const typed = statementsByType(tree, statements, options, onNote);
  const declared = tree.files.flatMap((path) => inFile(path, tree, onNote));
  const elsewhere = outside(tree, typed);
  return [...declared, ...elsewhere].sort(byPlace).map((type) => ({
    ...type,
    statements: (typed.get(keyOf(type.location)) ?? []).map(({ file, line, column }) => ({ file, line, column })),
  }));
}

/** The file is parsed for this and forgotten: there are many, and few matter further on. */
function inFile(path: string, tree: SourceTree, onNote: (sentence: string) => void): readonly DeclaredType[] {
  const text = tree.peek(path);
  if (!mayDeclare(text)) return [];
  const file = relative(tree.folder, path).split(sep).join('/');
  try {
    const module = parseModule(path, file, text);
    return 'source' in module ? declaredTypes(module) : [];
  } catch (error) {
    // Walking it takes more stack than there is; anything else is a mistake of ours.
    if (!(error instanceof RangeError)) throw error;
    onNote(`${file} is nested too deeply: row types that it declares are not seen`);
    return [];
  }
}

/** Types that statements use from outside of the consumer's folder, such as a package of the same workspace. */
function outside(tree: SourceTree, typed: ReadonlyMap<string, unknown>): readonly DeclaredType[] {
  const files = new Set(
    [...typed.keys()].map((key) => key.replace(/:\d+:\d+$/, '')).filter((file) => file.startsWith('../')),
  );
  return [...files].flatMap((file) => {
    const module = tree.open(file);
    return module ? declaredTypes(module) : [];
  });
}

function statementsByType(
  tree: SourceTree,
  statements: readonly { readonly place: Required<Location> }[],
  options: ScanOptions,
  onNote: (sentence: string) => void,
): ReadonlyMap<string, readonly Required<Location>[]> {
  const typed = new Map<string, Required<Location>[]>();
  const sorted = statements
    .map(({ place }) => place)
    .sort((left, right) => byPlace({ location: left }, { location: right }));
  for (const [done, place] of sorted.entries()) {
    options.onProgress?.({ phase: 'finding row types', done, total: sorted.length });
    const types = new TypesOfValue(tree);
    const { escapes } = flowOf(tree, { statement: place, columns: [] }, types);
    if (escapes.some(({ how }) => how === TOO_DEEP)) {
      onNote(`${place.file}:${place.line} is used in code that is nested too deeply: types of its rows may be missing`);
    }
    for (const declaration of types.found) {
      const key = keyOf(tree.placeOf(nameOf(declaration)));
      const known = typed.get(key);
      if (known) known.push(place);
      else typed.set(key, [place]);
    }
  }
  return typed;
}

function nameOf(declaration: ts.Node): ts.Node {
  const { name } = declaration as { readonly name?: ts.Node }; // every kind of declared type keeps it under this name
  return name ?? declaration;
}

function keyOf({ file, line, column }: Required<Location>): string {
  return `${file}:${line}:${column}`;
}

function byPlace(
  { location: left }: { readonly location: Required<Location> },
  { location: right }: { readonly location: Required<Location> },
): number {
  return byCodeUnit(left.file, right.file) || left.line - right.line || left.column - right.column;
}
