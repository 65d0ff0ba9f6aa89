import { z } from 'zod';

/*
 * The pieces that the schemas of the YAML files are made of. Each carries what it expects as its error text: a message
 * is then `<path>: expected <that text>, found <value>`, and the same schema describes the key to editors.
 */

/** Text that is not empty. */
export function text(expected: string): z.ZodString {
  return z.string({ error: expected }).min(1, { error: expected });
}

/** Text of one form. The pattern also goes into the JSON Schema, where it is read with the flag `u`. */
export function word(pattern: RegExp, expected: string): z.ZodString {
  return z.string({ error: expected }).regex(pattern, { error: expected });
}

/** A producer or consumer. Safe as a file name on every system but for the words that `registryNameProblem` knows. */
export function registryName(what: string): z.ZodString {
  return word(
    /^[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/u,
    `the name of the ${what}: letters, digits, "_", "-" and inner dots`,
  );
}

/** A name as TypeScript writes it. */
export function identifier(expected: string): z.ZodString {
  return word(/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u, expected);
}

export function list<Item extends z.ZodType>(item: Item, expected: string): z.ZodArray<Item> {
  return z.array(item, { error: expected });
}

export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words): z.ZodType<Words[number]> {
  return z.enum(words, { error: words.map((word) => JSON.stringify(word)).join(' or ') });
}

export function flag(): z.ZodBoolean {
  return z.boolean({ error: 'true or false' });
}

/** A whole number, from 1 to 99 where nothing else is said. */
export function count(expected: string, least = 1, most = 99): z.ZodNumber {
  return z
    .number({ error: expected })
    .int({ error: expected })
    .min(least, { error: expected })
    .max(most, { error: expected });
}

/** A map with exactly these keys. For an unknown key the error text is the list of the known ones, apart by spaces. */
export function record<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  const expected = `a map with the keys ${known.join(', ')}`;
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known.join(' ') : expected),
  });
}

/** How a map with free keys is described: once for reading a file and once for its JSON Schema. */
export interface FreeKeys {
  map<Value extends z.ZodType>(value: Value, expected: string): z.ZodType<ReadonlyMap<string, z.infer<Value>>>;
}

/** For reading: a `Map`, because zod's own records leave out a key named `__proto__`. */
export const READ_FREE_KEYS: FreeKeys = {
  map: (value, expected) =>
    z.preprocess(
      (input) => (typeof input === 'object' && input !== null && !Array.isArray(input) ? toMap(input) : input),
      z.map(z.string(), value, { error: expected }),
    ),
};

/** For JSON Schema, which knows objects only. The result describes files and never parses one, hence the cast. */
export const DESCRIBE_FREE_KEYS: FreeKeys = {
  map: <Value extends z.ZodType>(value: Value) =>
    z.record(z.string(), value) as unknown as z.ZodType<ReadonlyMap<string, z.infer<Value>>>,
};

function toMap(input: object): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(Object.entries(input));
}
