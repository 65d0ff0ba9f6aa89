import { ts } from 'ts-morph';

type Primitive = string | number | boolean | null | undefined;

/** How JavaScript compares two known values. */
export function comparisonHolds(operator: ts.SyntaxKind, left: Primitive, right: Primitive): boolean {
  switch (operator) {
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return left === right;
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return left !== right;
    case ts.SyntaxKind.EqualsEqualsToken:
      return left === right || (isNothing(left) && isNothing(right));
    case ts.SyntaxKind.ExclamationEqualsToken:
      return left !== right && !(isNothing(left) && isNothing(right));
    case ts.SyntaxKind.LessThanToken:
      return Number(left) < Number(right);
    case ts.SyntaxKind.LessThanEqualsToken:
      return Number(left) <= Number(right);
    case ts.SyntaxKind.GreaterThanToken:
      return Number(left) > Number(right);
    default:
      return Number(left) >= Number(right);
  }
}

function isNothing(value: Primitive): boolean {
  return value === null || value === undefined;
}

const COMPARISONS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);

export function isComparison(operator: ts.SyntaxKind): boolean {
  return COMPARISONS.has(operator);
}
