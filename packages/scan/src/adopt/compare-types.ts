import type { TypePart } from './type-part.js';

/** How a type written by hand stands to what the driver reads; null and undefined are left out of it. */
export type TypeVerdict =
  | 'same'
  /** It allows more than ever comes. */
  | 'wider'
  /** It allows less: it knows something that the database does not. */
  | 'narrower'
  /** What comes is not what it says. */
  | 'wrong'
  /** Only a declaration elsewhere, or what people put into a JSON column, could tell. */
  | 'unsure';

/** @param written, read members of the two types */
export function compareTypes(written: readonly TypePart[], read: readonly TypePart[]): TypeVerdict {
  const hand = written.filter(isValue);
  const driver = read.filter(isValue);
  if (hand.length === 0 || driver.length === 0) return 'unsure';
  if (hand.some(({ kind }) => kind === 'any')) return driver.some(({ kind }) => kind === 'json') ? 'unsure' : 'wider';
  const comes = allFit(driver, hand);
  const claimed = allFit(hand, driver);
  if (comes === true && claimed === true) return 'same';
  if (comes === true) return 'wider';
  if (comes === null) return 'unsure';
  if (claimed === true) return 'narrower';
  return claimed === null ? 'unsure' : 'wrong';
}

function isValue({ kind }: TypePart): boolean {
  return kind !== 'null' && kind !== 'undefined';
}

/** Whether each of these is allowed by one of those; null where it cannot be told. */
function allFit(parts: readonly TypePart[], allowed: readonly TypePart[]): boolean | null {
  const answers = parts.map((part) => anyOf(allowed.map((other) => fits(part, other))));
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}

function anyOf(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

function fits(part: TypePart, other: TypePart): boolean | null {
  if (other.kind === 'unknown' || other.kind === 'any') return true;
  if (JSON.stringify(part) === JSON.stringify(other)) return true;
  if (part.kind === 'named' || other.kind === 'named' || part.kind === 'unknown' || part.kind === 'any') return null;
  if (part.kind === 'json' || other.kind === 'json') return withJson(part.kind === 'json' ? other : part);
  if (part.kind === 'literal' && other.kind === 'primitive') return part.of === other.name;
  // `boolean` is the union of its two literals; whoever writes only one of them knows more.
  if (part.kind === 'array' && other.kind === 'array') return allFit(part.elements, other.elements);
  if (part.kind === 'bytes' && other.kind === 'bytes') return other.name === 'Uint8Array';
  return isObject(part) && isObject(other) ? null : false;
}

/** JSON is read as whatever was put in, but never as a date or as bytes. */
function withJson({ kind }: TypePart): boolean | null {
  return kind === 'date' || kind === 'bytes' || kind === 'function' ? false : null;
}

/** What a shape written out by hand may well describe. */
function isObject({ kind }: TypePart): boolean {
  return kind === 'object' || kind === 'driver object' || kind === 'array';
}
