import type { Location, RowType } from '@rowpact/model';
import { byCodeUnit } from '@rowpact/model';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { type Look, SourceTree } from '../program/source-tree.js';
import type { ScanOptions } from '../scan-options.js';
import { declaredTypes, type DeclaredType } from './declared-types.js';
import { TypesOfValue } from './types-of-value.js';

/** What stands before a text that is handed over with a type argument: `query<Player>(`, `one<Player>({ text: `, a tag's ``<Player>` ``. */
const AFTER_TYPE_ARGUMENT = />\s*(?:\(\s*(?:\{[^{}]*\b\w+\s*:\s*)?)?["'`]?\s*$/u;
/** Characters before a statement in which that is looked for. */
const REACH = 400;
/** Nodes between a text and the call that it is handed to. */
const FARTHEST = 8;

/**
 * The hand-written types that are given to statements as type arguments, each with those statements: by that the code declares
 * which columns it uses. Only files with such statements are parsed.
 */
export function typesByArgument(
  options: Pick<ScanOptions, 'folder' | 'settings'>,
  statements: readonly { readonly place: Required<Location> }[],
): readonly RowType[] {
  return recordedTypes(options, statements).value;
}

/** The same, with everything that was looked at for it. */
export function recordedTypes(
  options: Pick<ScanOptions, 'folder' | 'settings'>,
  statements: readonly { readonly place: Required<Location> }[],
): { readonly value: readonly RowType[]; readonly looked: ReadonlyMap<string, Look> } {
  const tree = new SourceTree(options.folder, options.settings);
  return tree.recorded(() => typesIn(tree, statements));
}

function typesIn(tree: SourceTree, statements: readonly { readonly place: Required<Location> }[]): readonly RowType[] {
  const found = new Map<string, { readonly type: DeclaredType; readonly statements: Required<Location>[] }>();
  for (const { place } of statements) {
    if (!mayBeTyped(tree, place)) continue;
    const { file, line, column } = place;
    for (const type of typesAt(tree, place)) {
      const key = keyOf(type.location);
      const known = found.get(key) ?? { type, statements: [] };
      known.statements.push({ file, line, column });
      found.set(key, known);
    }
  }
  return [...found]
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([, { type, statements: typed }]) => ({ ...type, statements: typed }));
}

/** Looks at the text only: most calls have no type argument, and parsing costs a hundred times as much. */
function mayBeTyped(tree: SourceTree, { file, line, column }: Required<Location>): boolean {
  const text = tree.textOf(join(tree.folder, file));
  let start = 0;
  for (let at = 1; at < line; at++) start = text.indexOf('\n', start) + 1;
  const offset = start + column - 1;
  return AFTER_TYPE_ARGUMENT.test(text.slice(Math.max(0, offset - REACH), offset));
}

function typesAt(tree: SourceTree, place: Required<Location>): readonly DeclaredType[] {
  const argument = typeArgumentAround(tree.nodeAt(place));
  if (argument === null) return [];
  const types = new TypesOfValue(tree);
  types.collect(argument);
  return [...types.found].flatMap((node) => {
    const module = tree.moduleOf(node);
    const own = declaredTypes(module);
    return own.filter(({ location }) => isNamedAt(node, location, module.source));
  });
}

/** The type argument of the call or tag that a text is handed to. */
function typeArgumentAround(node: ts.Node | null): ts.TypeNode | null {
  let around: ts.Node | undefined = node ?? undefined;
  for (let steps = 0; around && steps < FARTHEST; steps++, around = around.parent) {
    if (ts.isCallExpression(around) || ts.isTaggedTemplateExpression(around)) return around.typeArguments?.[0] ?? null;
    if (ts.isFunctionLike(around) || ts.isStatement(around)) return null;
  }
  return null;
}

function isNamedAt(declaration: ts.Node, { line, column }: Required<Location>, source: ts.SourceFile): boolean {
  const { name } = declaration as { readonly name?: ts.Node }; // every kind of declared type keeps it under this name
  const at = source.getLineAndCharacterOfPosition((name ?? declaration).getStart(source));
  return at.line + 1 === line && at.character + 1 === column;
}

function keyOf({ file, line, column }: Required<Location>): string {
  return `${file}:${line}:${column}`;
}
