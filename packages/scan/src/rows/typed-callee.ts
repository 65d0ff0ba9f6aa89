import { ts } from 'ts-morph';
import { declarationOf } from '../value/declaration.js';
import type { Carried } from './carried.js';
import type { Following, FunctionNode } from './following.js';
import { isPlainCollection } from './plain-collection.js';
import { calledName, type Call } from './run-function.js';
import { Things } from './things.js';
import { plainTypes } from './type-steps.js';
import { plainWords } from './plain-words.js';

/**
 * Follows an argument into functions of the consumer's own that a call reaches by an inferred type only.
 * @returns whether there are any
 */
export function intoTypedCode(call: Call, position: number, carried: Carried, following: Following): boolean {
  const name = calledName(call);
  const callee = call.expression;
  if (name === null || plainWords(call, position) !== null || isForeign(callee, following)) return false;
  if (!following.tree.mayDeclare(name)) return false;
  if (ts.isPropertyAccessExpression(callee) && isPlainCollection(callee.expression, following.tree)) return false;
  const found = typedCallees(call, following);
  for (const to of found) {
    following.pass(to, position, carried, { call, callee: to, answer: 'value' });
  }
  return found.length > 0;
}

/** Of a package or of the language, by its name. */
function isForeign(callee: ts.Expression, { tree }: Following): boolean {
  let root = callee;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root)) return false;
  const found = declarationOf(root, tree.moduleOf(root), tree);
  return found?.kind === 'imported' || (found === null && !GLOBAL_OBJECT.test(root.text));
}

const GLOBAL_OBJECT = /^(?:globalThis|global|window|self)$/;

function typedCallees(call: Call, { tree }: Following): readonly FunctionNode[] {
  const checker = tree.types.for(call);
  if (checker === null) return [];
  const kind = ts.isNewExpression(call) ? ts.SignatureKind.Construct : ts.SignatureKind.Call;
  const signatures = plainTypes(checker.getTypeAtLocation(call.expression), checker).flatMap((type) =>
    checker.getSignaturesOfType(type, kind),
  );
  const found = signatures.flatMap(({ declaration }): readonly FunctionNode[] => {
    if (!declaration || tree.ownerOf(declaration) === null) return [];
    if ('body' in declaration && declaration.body) return [declaration];
    const { parent } = declaration;
    if (!ts.isMethodSignature(declaration) || !ts.isInterfaceDeclaration(parent)) return [];
    const things = new Things(tree, []).member({ kind: 'instance', node: parent }, declaration.name.getText());
    return things.flatMap((thing) => (thing.kind === 'function' && thing.node.body ? [thing.node] : []));
  });
  return [...new Set(found)];
}
