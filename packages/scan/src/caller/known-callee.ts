import { ts } from 'ts-morph';
import { originOf } from '../value/origin.js';
import type { Scope } from '../value/value.js';
import type { Library } from './library.js';
import { LIBRARIES } from './libraries.js';
import { knownRole, type KnownRole } from './known-calls.js';

/** A call, a `new` or a tagged template. */
export type Invocation = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

/** What is called: the function, constructor or tag. */
export function calleeOf(node: Invocation): ts.Expression {
  return ts.isTaggedTemplateExpression(node) ? node.tag : node.expression;
}

/** The role of what is called, told by where it comes from, and where that cannot be told, by the name of a tag and its helpers. */
export function roleOfCallee(node: Invocation, scope: Scope, among: Library | null = null): KnownRole | null {
  const callee = calleeOf(node);
  const origin = originOf(callee, scope.module, scope.graph);
  if (origin?.kind === 'package') {
    const known = knownRole(origin);
    return known === 'for another database' ? null : known;
  }
  return among === null || origin !== null ? null : roleByName(callee, scope, among);
}

/** In the template of a known library, `sql.raw` of a `sql` that came as a parameter is that library's too. */
function roleByName(callee: ts.Expression, scope: Scope, library: Library): KnownRole | null {
  const written = callee.getText(scope.module.source);
  const path = /^(?:\w+\.)*?((?:sql|SQL|Prisma|tx|t)(?:\.\w+)*)$/u.exec(written)?.[1];
  if (path === undefined) return null;
  const steps = path.replace(/^(?:tx|t|SQL)\b/u, 'sql');
  const found = library.roles.find(([pattern]) => pattern.test(steps));
  return found ? { library, role: found[1] } : null;
}

/** Whether an expression is a library's empty fragment, such as `Prisma.empty`. */
export function isEmptyFragment(node: ts.Expression, scope: Scope): boolean {
  if (!ts.isPropertyAccessExpression(node) && !ts.isIdentifier(node)) return false;
  const origin = originOf(node, scope.module, scope.graph);
  const known = origin?.kind === 'package' ? knownRole(origin) : null;
  return known !== null && known !== 'for another database' && known.role.kind === 'empty';
}

/** The library by its caller's name. */
export function libraryOf(caller: Library['caller']): Library {
  const library = LIBRARIES.find((each) => each.caller === caller);
  if (library === undefined) throw new TypeError(`no library ${caller}`);
  return library;
}
