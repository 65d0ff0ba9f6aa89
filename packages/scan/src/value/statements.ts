import { ts } from 'ts-morph';
import { keyOf } from './conditions.js';
import { knownText } from './text.js';
import type { Evaluate, Scope, Value } from './value.js';

/** Whether a statement always leaves the function or the round of the loop that it stands in. */
export function endsItsBlock(node: ts.Node): boolean {
  if (ts.isBlock(node)) {
    const last = node.statements.at(-1);
    return last !== undefined && endsItsBlock(last);
  }
  if (ts.isIfStatement(node)) {
    return node.elseStatement !== undefined && endsItsBlock(node.thenStatement) && endsItsBlock(node.elseStatement);
  }
  return ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isContinueStatement(node);
}

/** Whether a statement always throws. */
export function throws(node: ts.Node): boolean {
  if (ts.isBlock(node)) {
    const last = node.statements.at(-1);
    return last !== undefined && throws(last);
  }
  return ts.isThrowStatement(node);
}

/** The statements of a switch that run in this world, the `break` at their end left out. */
export function clausesOf(
  node: ts.SwitchStatement,
  scope: Scope,
  evaluate: Evaluate,
  isForced: (clause: ts.CaseOrDefaultClause) => boolean,
): readonly ts.Statement[] {
  const { clauses } = node.caseBlock;
  const forced = clauses.findIndex(isForced);
  const from = forced >= 0 ? forced : chosenClause(node, scope, evaluate);
  if (from < 0) return [];
  const statements: ts.Statement[] = [];
  for (const clause of clauses.slice(from)) {
    for (const statement of clause.statements) {
      if (ts.isBreakStatement(statement)) return statements;
      statements.push(statement);
      if (ts.isBlock(statement) && statement.statements.some(ts.isBreakStatement)) return statements;
      if (endsItsBlock(statement)) return statements;
    }
  }
  return statements;
}

function chosenClause(node: ts.SwitchStatement, scope: Scope, evaluate: Evaluate): number {
  const { clauses } = node.caseBlock;
  const fallback = clauses.findIndex(ts.isDefaultClause);
  const possible = clauses.filter((clause) => !clause.statements.some(throws));
  const subject = evaluate(node.expression, scope);
  const known = literalOf(subject);
  const key = subject.kind === 'unknown' ? keyOf(subject.node, subject.scope) : keyOf(node.expression, scope);
  for (const [index, clause] of clauses.entries()) {
    if (!ts.isCaseClause(clause)) continue;
    const literal = literalOf(evaluate(clause.expression, scope));
    if (literal === null) continue;
    if (known !== null ? known === literal : takesClause(clause, possible, key, literal, scope)) return index;
  }
  return fallback;
}

/** A clause that throws sends no SQL, and the last possible one needs no question. */
function takesClause(
  clause: ts.CaseClause,
  possible: readonly ts.CaseOrDefaultClause[],
  key: string,
  literal: string,
  scope: Scope,
): boolean {
  if (!possible.includes(clause)) return false;
  const hasElsewhere = clause.parent.clauses.some((other) => ts.isDefaultClause(other) && !possible.includes(other));
  if (hasElsewhere && possible.at(-1) === clause) return true;
  return scope.world.isEqual(key, literal);
}

function literalOf(value: Value): string | null {
  if (value.kind === 'constant') return `${typeof value.value} ${String(value.value)}`;
  const text = knownText(value);
  return text === null ? null : `string ${text}`;
}
