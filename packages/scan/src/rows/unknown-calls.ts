import { ts } from 'ts-morph';
import { head, isFunctionStep, type Carried } from './carried.js';
import type { Following } from './following.js';
import { intoGenericCall } from './generic-calls.js';
import { seekByType } from './name-net.js';
import { plainWords } from './plain-words.js';
import type { Sought } from './sought.js';
import { shortText, type Call } from './run-function.js';

/** A value is handed to what is not the consumer's own code: types may say what becomes of it, else it escapes. */
export function intoUnknownCall(call: Call, position: number, carried: Carried, following: Following): void {
  const argument = call.arguments?.[position] ?? call;
  const plain = plainWords(call, position);
  if (plain !== null) {
    following.escape(argument, plain, carried);
    return;
  }
  if (intoGenericCall(call, position, carried, following)) return;
  const callee = shortText(call.expression);
  const how = isFunctionStep(head(carried))
    ? `answered by a function that is passed to \`${callee}\``
    : `passed to \`${callee}\`, which is not the consumer's own code`;
  const inTypes = holdsCode(carried) ? seekByType(argument, carried, following) : [];
  // What is a package's own, it may have back: the types say who else asks it for the value.
  if (isForeignObject(inTypes, following)) return;
  // A package does not know the name of a class's method that leads to the rows: who calls it is found by the name.
  const innermost = inTypes.at(-1);
  if (innermost && isOwnMethod(innermost.declaration)) following.escapeUnlessFound(argument, how, carried, inTypes);
  else following.lose(argument, how, carried);
}

/** Whether a function or a property on its way leads to the rows: then they can be asked for by a name. */
function holdsCode({ path }: Carried): boolean {
  return path.some((step) => step.startsWith('.') && !/^\.\d+$/.test(step));
}

/** Whether the object that holds the value is of a package's type: a request, an app. */
function isForeignObject([outermost]: readonly Sought[], { tree }: Following): boolean {
  if (!outermost) return false;
  const { declaration } = outermost;
  return tree.ownerOf(declaration) === null || ts.findAncestor(declaration, ts.isModuleDeclaration) !== undefined;
}

/** A method of a class that no package's class or interface prescribes. */
function isOwnMethod(declaration: ts.Node): boolean {
  const { parent } = declaration;
  if (!ts.isClassLike(parent) || parent.heritageClauses !== undefined) return false;
  return !ts.canHaveDecorators(parent) || (ts.getDecorators(parent)?.length ?? 0) === 0;
}
