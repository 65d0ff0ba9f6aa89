import { ts } from 'ts-morph';

/**
 * The expression that is a statement's text or query, from the innermost node at the place where it begins: a literal, a tagged
 * template, or the name or call that a chain of calls begins with.
 */
export function wholeQuery(node: ts.Node): ts.Node | null {
  const literal = literalAt(node);
  if (literal) return ts.isTaggedTemplateExpression(literal.parent) ? literal.parent : literal;
  if (ts.isIdentifier(node) && ts.isTaggedTemplateExpression(node.parent) && node.parent.tag === node)
    return node.parent;
  return chainAt(node);
}

function literalAt(node: ts.Node): ts.Expression | null {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return node;
  const around = ts.isTemplateMiddleOrTemplateTail(node) ? node.parent.parent : node.parent;
  return ts.isTemplateExpression(around) && !ts.isExpression(node) ? around : null;
}

/** A chain of calls is followed from its first call on: every later call gets what this one answers. */
function chainAt(node: ts.Node): ts.Node | null {
  let at = node;
  while (!ts.isCallExpression(at)) {
    const { parent } = at;
    const isChain =
      (ts.isPropertyAccessExpression(parent) && (parent.expression === at || parent.name === at)) ||
      (ts.isCallExpression(parent) && parent.expression === at) ||
      (ts.isTaggedTemplateExpression(parent) && parent.tag === at) ||
      (ts.isNonNullExpression(parent) && parent.expression === at);
    if (!isChain) return null;
    if (ts.isTaggedTemplateExpression(parent)) return parent;
    at = parent;
  }
  return at;
}
