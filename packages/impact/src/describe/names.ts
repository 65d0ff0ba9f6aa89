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
  signature: (signature: string): string => displayName(signature as RelationId), // shortened in the same way
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

/** The bare condition of a definition such as `CHECK ((score >= 0)) NOT VALID`, without the brackets that PostgreSQL adds. */
export function condition(definition: string): string {
  const inside = /^CHECK \((.*)\)(?: NOT VALID| NO INHERIT| NOT ENFORCED)*$/su.exec(definition)?.[1] ?? definition;
  return withoutBrackets(inside);
}

/** Takes off brackets that hold all of the text, as often as they stand there. */
export function withoutBrackets(text: string): string {
  let bare = text.trim();
  while (bare.startsWith('(') && closesAtEnd(bare)) bare = bare.slice(1, -1).trim();
  return bare;
}

function closesAtEnd(text: string): boolean {
  let depth = 0;
  // A bracket in a string would be counted: then the text keeps its brackets, or nothing is lost but them.
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at === text.length - 1;
  }
  return false;
}
