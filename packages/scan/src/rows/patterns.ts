import { ts } from 'ts-morph';
import { element, head, withPath, withoutColumns, type Carried } from './carried.js';
import type { Following } from './following.js';

/** Takes a value apart as a destructuring pattern does. */
export function takeApart(pattern: ts.BindingPattern, carried: Carried, following: Following): void {
  if (ts.isArrayBindingPattern(pattern)) takeElements(pattern, carried, following);
  else takeProperties(pattern, carried, following);
}

function takeProperties(pattern: ts.ObjectBindingPattern, carried: Carried, following: Following): void {
  const taken: string[] = [];
  for (const part of pattern.elements) {
    if (part.dotDotDotToken) {
      following.bind(part.name, withoutColumns(carried, taken));
      continue;
    }
    const key = part.propertyName ?? part.name;
    const name = keyOf(key);
    if (name !== null) taken.push(name);
    following.property(key, carried, name, part);
  }
}

function takeElements(pattern: ts.ArrayBindingPattern, carried: Carried, following: Following): void {
  for (const [position, part] of pattern.elements.entries()) {
    if (!ts.isBindingElement(part)) continue;
    if (part.dotDotDotToken) {
      const one = element(carried);
      if (one) following.bind(part.name, withPath(one, '[]', ...one.path));
      continue;
    }
    const taken = elementAt(carried, position);
    if (taken) following.bind(part.name, taken);
  }
}

/** The element at a position of a list; null where it has nothing of a row. */
export function elementAt(carried: Carried, position: number): Carried | null {
  const step = head(carried);
  if (/^\.\d+$/.test(step)) return step === `.${position}` ? element(carried) : null;
  return element(carried);
}

/** The name that a key in a pattern or object literal stands for; null where it is computed. */
export function keyOf(key: ts.Node): string | null {
  if (ts.isIdentifier(key) || ts.isPrivateIdentifier(key)) return key.text;
  if (ts.isStringLiteralLike(key) || ts.isNumericLiteral(key)) return key.text;
  if (ts.isComputedPropertyName(key) && ts.isStringLiteralLike(key.expression)) return key.expression.text;
  return null;
}
