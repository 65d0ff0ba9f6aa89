/*
 * Checked reading of JSON, as much as the record of statements needs. Written by hand because a record may hold thousands of
 * statements and is read by every command that asks who uses what; the shapes are held to the model's types by the compiler.
 */

/** A value that is not what its place asks for. The steps to it are collected on the way up, so that a right file pays nothing. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch';
  readonly path: (string | number)[] = [];

  /** @param expected what was expected, for a message `<path>: expected <this>, found <value>` */
  constructor(
    readonly expected: string,
    readonly found: unknown,
  ) {
    super(expected);
  }
}

export type Decode<Value> = (value: unknown) => Value;

/** A key of an object: what it holds, and what holds where it is left out. */
export interface Field<Value> {
  readonly decode: Decode<Value>;
  readonly fallback: { readonly value: Value } | null;
}

export function required<Value>(decode: Decode<Value>): Field<Value> {
  return { decode, fallback: null };
}

export function optional<Value>(decode: Decode<Value>, value: Value): Field<Value> {
  return { decode, fallback: { value } };
}

/** An object with exactly these keys. A key that is not known is an error: misspelt, it would hide a use. */
export function object<Shape extends object>(fields: {
  readonly [Key in keyof Shape]-?: Field<Shape[Key]>;
}): Decode<Shape> {
  const entries = Object.entries(fields) as readonly (readonly [string, Field<unknown>])[]; // the type forgets the values
  const known = new Set(entries.map(([key]) => key));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Mismatch('an object', value);
    const given = value as Readonly<Record<string, unknown>>; // just asked
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(given)) if (!known.has(key)) throw unknownKey(key, known);
    for (const [key, { decode, fallback }] of entries) {
      if (Object.hasOwn(given, key)) result[key] = below(key, decode, given[key]);
      else if (fallback) result[key] = fallback.value;
      else throw new Mismatch(`the key "${key}"`, value);
    }
    return result as Shape; // every key of the shape was decoded
  };
}

export function list<Item>(decode: Decode<Item>): Decode<readonly Item[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new Mismatch('a list', value);
    const result: Item[] = [];
    for (let index = 0; index < value.length; index++) result.push(below(index, decode, value[index]));
    return result;
  };
}

function below<Value>(step: string | number, decode: Decode<Value>, value: unknown): Value {
  try {
    return decode(value);
  } catch (error) {
    if (error instanceof Mismatch) error.path.unshift(step);
    throw error;
  }
}

function unknownKey(key: string, known: ReadonlySet<string>): Mismatch {
  const mismatch = new Mismatch(`one of the keys ${[...known].join(', ')}`, key);
  mismatch.path.push(key);
  return mismatch;
}

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new Mismatch('text', value);
  return value;
}

export function filledText(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new Mismatch('text', value);
  return value;
}

export function flag(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new Mismatch('true or false', value);
  return value;
}

/** A whole number from `least` up. */
export function whole(least: number): Decode<number> {
  return (value) => {
    if (!Number.isSafeInteger(value) || (value as number) < least)
      throw new Mismatch(`a whole number from ${least}`, value);
    return value as number; // just asked
  };
}

export function oneOf<Word extends string>(words: Readonly<Record<Word, true>>): Decode<Word> {
  const expected = `one of ${Object.keys(words).join(', ')}`;
  return (value) => {
    if (typeof value !== 'string' || !Object.hasOwn(words, value)) throw new Mismatch(expected, value);
    return value as Word; // just asked
  };
}

export function orNull<Value>(decode: Decode<Value>): Decode<Value | null> {
  return (value) => (value === null ? null : decode(value));
}
