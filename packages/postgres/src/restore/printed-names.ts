import { relationId, splitName } from '@rowpact/model';

// PostgreSQL prints a name without quotes only where it is of these characters.
const QUALIFIED = /("(?:[^"]|"")+"|[a-z_][a-z0-9_]*)\.("(?:[^"]|"")+"|[a-z_][a-z0-9_]*)/g;

/**
 * Everything in a text printed by PostgreSQL that may be a name with its schema, in canonical form: relations, types and
 * functions, also those in string literals (`'league.numbers'::regclass`). Columns behind an alias look the same.
 */
export function printedNames(...texts: readonly (string | null)[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const text of texts) {
    for (const [, schema = '', name = ''] of (text ?? '').matchAll(QUALIFIED)) names.add(canonical(schema, name));
  }
  return names;
}

function canonical(schema: string, name: string): string {
  return relationId(plain(schema), plain(name));
}

function plain(part: string): string {
  return part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part;
}

// As PostgreSQL prints a call: the literal is an E'' string where a name holds a backslash.
const SEQUENCE_CALL = /\b(?:nextval|currval|setval)\(\(?(E?)'((?:[^']|'')+)'::(?:regclass|text)/g;

/** The sequences that an expression draws from, as schema and name. */
export function drawnSequences(text: string): readonly (readonly [schema: string, name: string])[] {
  return [...text.matchAll(SEQUENCE_CALL)].flatMap(([, escape = '', literal = '']) => {
    const unquoted = literal.replaceAll("''", "'");
    const [schema, name, ...more] = splitName(escape === '' ? unquoted : unquoted.replaceAll('\\\\', '\\')) ?? [];
    return schema === undefined || name === undefined || more.length > 0 ? [] : [[schema, name] as const];
  });
}
