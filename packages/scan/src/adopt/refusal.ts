import { displayName } from '@rowpact/model';
import { ts } from 'ts-morph';
import type { AdoptedFile } from './adopted-file.js';
import { mergedWith, memberName, type TypeDeclaration } from './find-declaration.js';
import type { RowTypeMatch } from './row-type-match.js';

/** Why a type is left as it is, whatever its declaration looks like; null where nothing speaks against replacing it. */
export function refusalOfMatch({ rowType, relation, rivals, form, camelCase }: RowTypeMatch): string | null {
  if (rivals.length > 0) {
    return `it could be a row of ${[relation, ...rivals].map(displayName).join(' or of ')}`;
  }
  if (rowType.kind === 'class') return 'a class is more than a type: its rows would no longer have its methods';
  if (rowType.kind === 'zod object') return 'a zod object checks values when the code runs, which no type does';
  if (form === 'JSON') {
    return 'its dates are text and no statement is typed by it: it looks like the row as it is sent between services';
  }
  return camelCase ? 'it spells the columns in camel case, so something renames them on the way' : null;
}

/** Why a declaration cannot become an alias of the generated row without changing what other code makes of it. */
export function refusalOfDeclaration(
  declaration: TypeDeclaration,
  match: RowTypeMatch,
  { source }: AdoptedFile,
): string | null {
  const { node, body } = declaration;
  if (node.typeParameters) return 'it is generic';
  if (ts.isInterfaceDeclaration(node)) {
    const [clause] = node.heritageClauses ?? [];
    if (clause) return `it ${clause.getText(source).replaceAll(/\s+/g, ' ')}`;
    if (hasModifier(node, ts.SyntaxKind.DefaultKeyword)) return 'a type alias cannot be a default export';
    if (isInAmbientModule(node)) return 'it stands in a `declare` block, where others may add to it';
    if (mergedWith(declaration).length > 0) return 'it is declared more than once, and the declarations are one type';
  }
  if (body === null) return 'it is made of other types, and follows them';
  return refusalOfMembers(body.members, match);
}

function refusalOfMembers(members: ts.NodeArray<ts.TypeElement>, { rowType, properties }: RowTypeMatch): string | null {
  const known = new Set(properties.map(({ property }) => property.name));
  const seen = new Set<string>();
  for (const member of members) {
    if (ts.isIndexSignatureDeclaration(member)) return 'it takes properties of any name';
    const name = memberName(member);
    if (name === null && ts.isPropertySignature(member)) return 'it has a property whose name is computed';
    if (name !== null && ts.isPropertySignature(member)) {
      if (!known.has(name)) return 'its file has changed since it was read';
      seen.add(name);
    }
    if (mentionsThis(member)) return 'it speaks of itself as `this`';
  }
  const isComplete = rowType.properties.every(
    ({ name }) => seen.has(name) || members.some((each) => memberName(each) === name),
  );
  return isComplete ? null : 'its file has changed since it was read';
}

function mentionsThis(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.ThisType || (ts.forEachChild(node, mentionsThis) ?? false);
}

function hasModifier(node: ts.InterfaceDeclaration, kind: ts.SyntaxKind): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}

/** In `declare global { … }` or `declare module '…' { … }`. */
function isInAmbientModule(node: ts.Node): boolean {
  for (let at: ts.Node = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isModuleDeclaration(at)) continue;
    if (ts.isStringLiteral(at.name) || (at.flags & ts.NodeFlags.GlobalAugmentation) !== 0) return true;
    if (at.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)) return true;
  }
  return false;
}
