import { ts } from 'ts-morph';
import { propertyOccurrences, type PropertyOccurrence } from '../program/property-occurrences.js';
import type { SourceTree } from '../program/source-tree.js';
import { within, type Carried } from './carried.js';
import type { Following } from './following.js';
import type { Sought } from './sought.js';
import { stepInto } from './type-steps.js';

/**
 * The value went where only types can tell who has it: whoever asks an object of such a type for a property on its way is found by the
 * property's name.
 * @returns what is sought; nothing where TypeScript does not know the way to the value
 */
export function seekByType(node: ts.Node, carried: Carried, following: Following): readonly Sought[] {
  const checker = following.tree.types.for(node);
  if (checker === null) return [];
  let types = typesOf(node, checker);
  const sought: Sought[] = [];
  for (const [position, step] of carried.path.entries()) {
    if (!isWay(step)) break;
    const next = types.flatMap((type) => stepInto(type, step, node, checker));
    if (step.startsWith('.')) {
      const after: Carried = { ...carried, path: carried.path.slice(position + 1), frames: [] };
      const declarations = next.flatMap(({ property }) => (property ? declarationsOf(property, checker) : []));
      // Nobody knows the object any more, so nobody can be found by its type.
      if (declarations.length === 0) return [];
      for (const declaration of declarations) sought.push({ declaration, name: step.slice(1), carried: after });
    }
    types = next.map(({ type }) => type);
  }
  for (const each of sought) following.seek(each);
  return sought;
}

/** The type of an expression, and the one that it is taken for where it stands. */
function typesOf(node: ts.Node, checker: ts.TypeChecker): readonly ts.Type[] {
  const own = checker.getTypeAtLocation(node);
  const expected = ts.isObjectLiteralExpression(node) ? checker.getContextualType(node) : undefined;
  return expected ? [own, expected] : [own];
}

/** Whether a step leads on, and not to a row. */
function isWay(step: string): boolean {
  return !['row', 'rows?', 'result', 'sql'].includes(step);
}

/** A declaration file of the consumer's own. */
function isAmbient(declaration: ts.Node, tree: SourceTree): boolean {
  const path = declaration.getSourceFile().fileName;
  return path.startsWith(`${tree.folder}/`) && !path.includes('/node_modules/');
}

export function declarationsOf(symbol: ts.Symbol, checker: ts.TypeChecker): readonly ts.Node[] {
  return checker.getRootSymbols(symbol).flatMap((root) => root.declarations ?? []);
}

type Verdict = 'same' | 'other' | 'unknown';

/**
 * Follows the value from every place that asks for a sought property, where types say that it is this one.
 * @param isFollowed whether the flow came by a place already
 * @returns how many of them were found
 */
export function seek(sought: Sought, isFollowed: (node: ts.Node) => boolean, following: Following): number {
  let found = 0;
  for (const occurrence of occurrencesIn(sought.name, following.tree)) {
    if (isFollowed(occurrence.node) || isWrite(occurrence.node)) continue;
    const verdict = verdictOn(occurrence, sought, following.tree);
    if (verdict === 'other') continue;
    if (verdict === 'unknown') {
      following.escape(occurrence.name, `\`${sought.name}\` of a value of unknown type`, sought.carried);
      continue;
    }
    found += 1;
    const { node, name } = occurrence;
    if (ts.isBindingElement(node))
      following.property(name, within(sought.carried, `.${sought.name}`), sought.name, node);
    else following.use(node, sought.carried);
  }
  return found;
}

/** Whether somebody asks an object that was not made there for a sought property. */
export function isAskedFor(sought: Sought, { tree }: Following): boolean {
  return occurrencesIn(sought.name, tree).some((occurrence) => {
    const { node } = occurrence;
    const isRemote =
      ts.isBindingElement(node) || ts.isCallExpression(node.expression) || isRemoteProperty(node.expression);
    return isRemote && verdictOn(occurrence, sought, tree) === 'same';
  });
}

function isRemoteProperty(node: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(node) && node.expression.kind !== ts.SyntaxKind.ThisKeyword;
}

function occurrencesIn(name: string, tree: SourceTree): readonly PropertyOccurrence[] {
  const files = tree.filesByWord([name]).get(name) ?? [];
  return files.flatMap((path) => {
    const module = tree.open(path);
    return module ? propertyOccurrences(module.source, name) : [];
  });
}

function isWrite(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

function verdictOn({ node, name }: PropertyOccurrence, sought: Sought, tree: SourceTree): Verdict {
  const checker = tree.types.for(node);
  if (checker === null) return 'unknown';
  const receiver = checker.getTypeAtLocation(ts.isBindingElement(node) ? node.parent : node.expression);
  if (isUnknown(receiver)) return 'unknown';
  const property = checker.getPropertyOfType(checker.getApparentType(receiver), sought.name) ?? symbolAt(name, checker);
  if (!property) return checker.getIndexTypeOfType(receiver, ts.IndexKind.String) ? 'unknown' : 'other';
  const declarations = declarationsOf(property, checker);
  if (declarations.includes(sought.declaration)) return 'same';
  return declarations.some((each) => isRelated(each, sought.declaration, tree, checker)) ? 'same' : 'other';
}

function symbolAt(name: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  return ts.isBindingElement(name.parent) ? undefined : checker.getSymbolAtLocation(name);
}

export function isUnknown(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
}

/** The same member of an interface or base class, or of what is declared to be one. */
function isRelated(asked: ts.Node, sought: ts.Node, tree: SourceTree, checker: ts.TypeChecker): boolean {
  if (tree.ownerOf(asked) === null && !isAmbient(asked, tree)) return false;
  const [left, right] = [holderType(asked, checker), holderType(sought, checker)];
  if (!left || !right) return false;
  if (isAncestor(left.getSymbol(), right, checker) || isAncestor(right.getSymbol(), left, checker)) return true;
  // A value may stand for any type that it fits: a class for an interface that it does not name.
  const isCode = ts.isMethodDeclaration(sought) && (ts.isMethodSignature(asked) || ts.isPropertySignature(asked));
  return isCode && checker.isTypeAssignableTo(right, left);
}

function isAncestor(base: ts.Symbol | undefined, derived: ts.Type, checker: ts.TypeChecker): boolean {
  return base !== undefined && ancestors(derived, checker).has(base);
}

/** What `extends` and `implements` lead to; generic ones too, whose types are not assignable as they are declared. */
function ancestors(type: ts.Type, checker: ts.TypeChecker, depth = 0): ReadonlySet<ts.Symbol> {
  const found = new Set<ts.Symbol>();
  for (const declaration of depth > 8 ? [] : (type.getSymbol()?.declarations ?? [])) {
    if (!ts.isClassLike(declaration) && !ts.isInterfaceDeclaration(declaration)) continue;
    for (const base of (declaration.heritageClauses ?? []).flatMap(({ types }) => [...types])) {
      const inherited = checker.getTypeAtLocation(base);
      const symbol = inherited.getSymbol();
      if (symbol) found.add(symbol);
      for (const further of ancestors(inherited, checker, depth + 1)) found.add(further);
    }
  }
  return found;
}

/** The type of the objects that have a declared member. */
function holderType(declaration: ts.Node, checker: ts.TypeChecker): ts.Type | undefined {
  const { parent } = declaration;
  if (ts.isClassLike(parent) || ts.isInterfaceDeclaration(parent)) {
    const symbol = parent.name ? checker.getSymbolAtLocation(parent.name) : undefined;
    return symbol ? checker.getDeclaredTypeOfSymbol(symbol) : checker.getTypeAtLocation(parent);
  }
  if (ts.isParameter(declaration) && ts.isClassLike(parent.parent)) return checker.getTypeAtLocation(parent.parent);
  return ts.isObjectLiteralExpression(parent) || ts.isTypeLiteralNode(parent)
    ? checker.getTypeAtLocation(parent)
    : undefined;
}
