/** What code does with a column, by how `pg` hands it on. */
type RowKind = 'text' | 'number' | 'boolean' | 'date' | 'other';

const KINDS: readonly (readonly [pattern: RegExp, kind: RowKind])[] = [
  [/^(?:text|varchar\(\d+\)|uuid|inet|email|bigint|bigserial|numeric\(\d+,\d+\))(?: |$)/u, 'text'],
  [/^(?:integer|double precision)(?: |$)/u, 'number'],
  [/^boolean(?: |$)/u, 'boolean'],
  [/^(?:timestamptz|date)(?: |$)/u, 'date'],
];

function kindOf(definition: string): RowKind {
  return KINDS.find(([pattern]) => pattern.test(definition))?.[1] ?? 'other';
}

const TYPES: Readonly<Record<RowKind, string>> = {
  text: 'string',
  number: 'number',
  boolean: 'boolean',
  date: 'Date',
  other: 'any',
};

/** The type that a person writes for a column; of what is no plain value (JSON, arrays, enums) people write `any`. */
export function writtenType(definition: string, optional = false): string {
  const kind = kindOf(definition);
  const isGiven = /\b(?:NOT NULL|PRIMARY KEY)\b/u.test(definition) && !optional;
  return kind === 'other' || isGiven ? TYPES[kind] : `${TYPES[kind]} | null`;
}

/** What code makes of a column to show it, right for a value and for null. */
export function shown(definition: string, expression: string): string {
  switch (kindOf(definition)) {
    case 'text':
      return `(${expression} ?? '').trim()`;
    case 'number':
      return `((${expression} ?? 0) + 1).toFixed(2)`;
    case 'boolean':
      return `(${expression} ? 'yes' : 'no')`;
    case 'date':
      return `(${expression}?.toISOString() ?? 'never')`;
    case 'other':
      return `JSON.stringify(${expression})`;
  }
}
