import { ts } from 'ts-morph';
import { holds } from '../value/conditions.js';
import { evaluate } from '../value/evaluate.js';
import { endsItsBlock } from '../value/statements.js';
import type { Scope } from '../value/value.js';
import { findWithin } from '../value/walk.js';
import type { HolePart } from './parts.js';

/** A condition that holds, or does not, wherever a place is reached. */
export interface Guard {
  readonly condition: ts.Expression;
  readonly holds: boolean;
}

/** The conditions on the way to a place that say something about what is not known there: `if (!TABLES.includes(table)) throw …`. */
export function guardsOf(place: ts.Node, holes: readonly HolePart[]): readonly Guard[] {
  const names = new Set(holes.flatMap(({ stop }) => (stop === null ? [] : [rootName(stop.node)])));
  return guardsBefore(place).filter(({ condition }) => compares(condition) && mentionsAny(condition, names));
}

/** Whether a world is one in which the place is reached. */
export function isReached(guards: readonly Guard[], scope: Scope): boolean {
  return guards.every((guard) => holds(guard.condition, scope, evaluate) === guard.holds);
}

function guardsBefore(place: ts.Node): readonly Guard[] {
  const guards: Guard[] = [];
  for (let at = place; !ts.isSourceFile(at); at = at.parent) {
    const { parent } = at;
    if (ts.isIfStatement(parent) && at !== parent.expression) {
      guards.push({ condition: parent.expression, holds: at === parent.thenStatement });
    } else if (ts.isBlock(parent) || ts.isSourceFile(parent)) {
      for (const statement of parent.statements) {
        if (statement === at) break;
        const leaves = ts.isIfStatement(statement) && endsItsBlock(statement.thenStatement);
        if (leaves) guards.push({ condition: statement.expression, holds: false });
      }
    }
  }
  return guards;
}

/** Whether a condition is about being one of some texts: others narrow nothing down. */
function compares(condition: ts.Expression): boolean {
  return (
    findWithin(condition, (node) => {
      if (ts.isBinaryExpression(node)) {
        return [node.left, node.right].some(ts.isStringLiteralLike) || null;
      }
      const callee = ts.isCallExpression(node) ? node.expression : null;
      return (callee && ts.isPropertyAccessExpression(callee) && callee.name.text === 'includes') || null;
    }) ?? false
  );
}

function mentionsAny(condition: ts.Expression, names: ReadonlySet<string>): boolean {
  return findWithin(condition, (node) => (ts.isIdentifier(node) && names.has(node.text)) || null) ?? false;
}

function rootName(node: ts.Expression): string {
  let at = node;
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) at = at.expression;
  return ts.isIdentifier(at) ? at.text : '';
}
