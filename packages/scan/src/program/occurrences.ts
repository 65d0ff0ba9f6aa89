import { ts } from 'ts-morph';

const cache = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly ts.Identifier[]>>();

/** The places of a module where a name stands for something declared elsewhere: values and types, not the declarations and not the names of properties. */
export function occurrencesOf(source: ts.SourceFile, name: string): readonly ts.Identifier[] {
  let names = cache.get(source);
  if (names === undefined) {
    names = collect(source);
    cache.set(source, names);
  }
  return names.get(name) ?? [];
}

function collect(source: ts.SourceFile): ReadonlyMap<string, readonly ts.Identifier[]> {
  const names = new Map<string, ts.Identifier[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isReference(node)) {
      const known = names.get(node.text);
      if (known) known.push(node);
      else names.set(node.text, [node]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** Whether an identifier refers to a name of the scope that it stands in. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isExportSpecifier(parent)) {
    return parent.parent.parent.moduleSpecifier === undefined && (parent.propertyName ?? parent.name) === node;
  }
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return false;
  if (ts.isJsxAttribute(parent) || ts.isMetaProperty(parent) || ts.isNamedTupleMember(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isTypePredicateNode(parent)) return false;
  return !isDeclaredName(node, parent);
}

function isDeclaredName(node: ts.Identifier, parent: ts.Node): boolean {
  const { name } = parent as { readonly name?: ts.Node }; // every kind of named declaration keeps it under this name
  return name === node;
}
