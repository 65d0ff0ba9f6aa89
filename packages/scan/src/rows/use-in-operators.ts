import { ts } from 'ts-morph';
import { head, isRow, type Carried } from './carried.js';
import { finiteKeys } from './finite-keys.js';
import type { Following } from './following.js';

const EITHER_SIDE = new Set([
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);
const ASSIGNING = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
]);
const RIGHT_SIDE = new Set([ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.CommaToken, ...ASSIGNING]);

/** Follows a value that is an operand. */
export function inBinary(parent: ts.BinaryExpression, node: ts.Node, carried: Carried, following: Following): void {
  const operator = parent.operatorToken.kind;
  const isRight = parent.right === node;
  if (isRight && ASSIGNING.has(operator)) following.assign(parent.left, carried);
  if (EITHER_SIDE.has(operator) || (isRight && RIGHT_SIDE.has(operator))) following.use(parent, carried);
  else if (operator === ts.SyntaxKind.PlusToken || operator === ts.SyntaxKind.PlusEqualsToken) {
    if (head(carried) !== 'sql') return;
    following.use(parent, carried);
    if (isRight && operator === ts.SyntaxKind.PlusEqualsToken) following.assign(parent.left, carried);
  } else if (operator === ts.SyntaxKind.InKeyword && isRight && isRow(carried)) {
    const keys = finiteKeys(parent.left, following.tree);
    if (keys === null) following.escape(node, 'asked for a name that is not known here (`in`)', carried);
    else for (const key of keys) following.read(key, parent.left, carried);
  }
}
