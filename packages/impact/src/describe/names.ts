import {
  columnId,
  displayName,
  quoteIdentifier,
  quoteLiteral,
  splitName,
  type RelationId,
  type TypeId,
} from '@rowpact/model';

/** Names as people say them: without the default schema, quoted only where the bare name would be read as another. */
export const say = {
  relation: (id: RelationId): string => displayName(id),
  type: (id: TypeId): string => displayName(id),
  column: (relation: RelationId, column: string): string => displayName(columnId(relation, column)),
  attribute: (type: TypeId, attribute: string): string => `${displayName(type)}.${quoteIdentifier(attribute)}`,
  label: (type: TypeId, label: string): string => `${displayName(type)} ${quoteLiteral(label)}`,
  /** `constraint players_email_key of players`. */
  member: (what: string, name: string, relation: RelationId): string =>
    `${what} ${quoteIdentifier(name)} of ${displayName(relation)}`,
  signature: (signature: string): string => plainSql(signature),
  /** A text in quotes. */
  text: (text: string): string => quoteLiteral(text),
  identifier: (name: string): string => quoteIdentifier(name),
} as const;

/** The name after a rename: bare where the schema stays, with its schema where it moves. */
export function newName(before: RelationId | TypeId, after: RelationId | TypeId): string {
  const [schema] = splitName(before) ?? [];
  const [schemaAfter, name] = splitName(after) ?? [];
  return schema === schemaAfter && name !== undefined ? quoteIdentifier(name) : after;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

const LITERAL = /('(?:[^']|'')*')/u;
const CAST =
  /^::(?:(?:[a-z_0-9]+|"(?:[^"]|"")+")\.)?(?:character varying|double precision|bit varying|(?:timestamp|time)(?:\(\d\))? with(?:out)? time zone|[a-z_0-9]+|"(?:[^"]|"")+")(?:\(\d+(?:,\d+)?\))?(?:\[\])*/u;

/** An expression or a type as people write it: without the default schema, and without the types that PostgreSQL adds to texts. */
export function plainSql(text: string): string {
  const parts = text.split(LITERAL);
  return parts
    .map((part, at) => {
      if (at % 2 === 1) return parts[at + 1]?.startsWith('::regclass') ? part.replace(/^'public\./u, "'") : part;
      const bare = at === 0 ? part : part.replace(CAST, '');
      return bare.replaceAll(/(?<![\w".])public\./gu, '');
    })
    .join('');
}

/** The bare condition of a definition such as `CHECK ((score >= 0)) NOT VALID`, without the brackets that PostgreSQL adds. */
export function condition(definition: string): string {
  const inside = /^CHECK \((.*)\)(?: NOT VALID| NO INHERIT| NOT ENFORCED)*$/su.exec(definition)?.[1] ?? definition;
  return expression(inside);
}

/** An expression as people write it. */
export function expression(text: string): string {
  return withoutBrackets(plainSql(text));
}

/** Takes off brackets that hold all of the text, as often as they stand there. */
function withoutBrackets(text: string): string {
  let bare = text.trim();
  while (bare.startsWith('(') && closesAtEnd(bare)) bare = bare.slice(1, -1).trim();
  return bare;
}

function closesAtEnd(text: string): boolean {
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === "'" || char === '"') quote = char;
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    if (depth === 0) return at === text.length - 1;
  }
  return false;
}
