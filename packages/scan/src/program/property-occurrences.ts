import { ts } from 'ts-morph';

/** A place where a property is asked for by name. */
export type PropertyOccurrence =
  | { readonly node: ts.PropertyAccessExpression | ts.ElementAccessExpression; readonly name: ts.Node }
  | { readonly node: ts.BindingElement; readonly name: ts.Node };

const cache = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly PropertyOccurrence[]>>();

/** The places of a module where a property of this name is asked for: `x.name`, `x['name']`, `const { name } = x`. */
export function propertyOccurrences(source: ts.SourceFile, name: string): readonly PropertyOccurrence[] {
  let names = cache.get(source);
  if (names === undefined) {
    names = collect(source);
    cache.set(source, names);
  }
  return names.get(name) ?? [];
}

function collect(source: ts.SourceFile): ReadonlyMap<string, readonly PropertyOccurrence[]> {
  const names = new Map<string, PropertyOccurrence[]>();
  const visit = (node: ts.Node): void => {
    const found = occurrenceAt(node);
    if (found) {
      const known = names.get(found.text);
      if (known) known.push(found.occurrence);
      else names.set(found.text, [found.occurrence]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function occurrenceAt(node: ts.Node): { readonly text: string; readonly occurrence: PropertyOccurrence } | null {
  if (ts.isPropertyAccessExpression(node)) return { text: node.name.text, occurrence: { node, name: node.name } };
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return { text: node.argumentExpression.text, occurrence: { node, name: node.argumentExpression } };
  }
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent) || node.dotDotDotToken) return null;
  const name = node.propertyName ?? node.name;
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? { text: name.text, occurrence: { node, name } } : null;
}
