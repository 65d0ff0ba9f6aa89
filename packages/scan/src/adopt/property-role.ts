import type { Column, EnumType, Relation, RowProperty } from '@rowpact/model';
import { compareTypes, type TypeVerdict } from './compare-types.js';
import { snakeCase } from './relation-names.js';
import type { MatchContext, MatchedProperty, MatchEvidence, WrongProperty } from './row-type-match.js';
import { columnsOf } from './schema-index.js';
import { sourcesOf, type StatementUse } from './statement-use.js';
import type { TypePart } from './type-part.js';
import { typeParts } from './type-parts.js';

/** What a property was found to be, and what is wrong with it. */
export interface JudgedProperty {
  readonly matched: MatchedProperty;
  readonly wrongType: WrongProperty | null;
  readonly wrongNull: WrongProperty | null;
}

/** What a property is to a relation, before its type is looked at. */
export type NameRole =
  | { readonly role: 'column' | 'camelCase'; readonly column: Column }
  | { readonly role: 'computed' | 'none'; readonly column: null };

export function nameRole({ name }: RowProperty, relation: Relation, use: StatementUse): NameRole {
  const { id } = relation;
  const columns = columnsOf(relation);
  const sources = sourcesOf(name, use);
  const snake = snakeCase(name);
  const spelled = snake === name ? undefined : columns.get(snake);
  const isAlias = sources.some((source) => source?.relation === id && source.column === spelled?.name);
  if (spelled && isAlias) return { role: 'camelCase', column: spelled };
  const own = sources.some((source) => source?.relation === id && source.column === name);
  if (sources.length > 0 && !own) return { role: 'computed', column: null };
  const column = columns.get(name);
  if (column) return { role: 'column', column };
  return spelled ? { role: 'camelCase', column: spelled } : { role: 'none', column: null };
}

/** Compares the type of a property that is a column with what the driver reads. */
export function judgeColumn(
  property: RowProperty,
  column: Column,
  relation: Relation,
  use: StatementUse,
  evidence: MatchEvidence,
  { snapshot, typeOf, expand }: MatchContext,
): JudgedProperty {
  const read = typeOf(relation.id, column.name);
  const plain = { property, column: column.name };
  if (read === null) {
    return { matched: { ...plain, role: 'column', generated: null }, wrongType: null, wrongNull: null };
  }
  const generated = withNull(read.read, read.nullable);
  const named = typeParts(property.type);
  const written = expand?.(property.location.file, named) ?? named;
  const driver = expandEnum(typeParts(read.read), column, snapshot.enums);
  const verdict = verdictOf(written, driver, evidence);
  const nulls = judgeNull(isNullable(property, written), written, read.nullable, relation, use);
  const keeps = verdict === 'narrower' || verdict === 'unsure' || nulls === 'kept';
  return {
    matched: { ...plain, role: keeps ? 'own type' : 'column', generated },
    wrongType: verdict === 'wrong' ? { ...plain, generated } : null,
    wrongNull: nulls === 'wrong' ? { ...plain, generated } : null,
  };
}

/** Whether a property can be a column at all: no method, no nested object, no list of objects. */
export function canBeColumn({ type }: RowProperty): boolean {
  return !typeParts(type).some(isNested);
}

/** Whether a type says by itself that it is a value as columns hold it. */
export function isScalar({ type }: RowProperty): boolean {
  return typeParts(type).every(isScalarPart);
}

function isScalarPart(part: TypePart): boolean {
  if (part.kind === 'array') return part.elements.every(isScalarPart);
  return part.kind !== 'named' && !isNested(part);
}

function isNested(part: TypePart): boolean {
  if (part.kind === 'array') return part.elements.some((element) => isNested(element) || element.kind === 'named');
  return part.kind === 'object' || part.kind === 'function';
}

function verdictOf(written: readonly TypePart[], driver: readonly TypePart[], evidence: MatchEvidence): TypeVerdict {
  const verdict = compareTypes(written, driver);
  if (!driver.every(isText)) return verdict;
  const labels = written.filter(({ kind }) => kind !== 'null' && kind !== 'undefined');
  if (!labels.every(isText)) return verdict;
  // A label that is not the enum's never comes.
  if (verdict === 'wider') return 'wrong';
  // Labels that are missing: a condition of the statement may see to it, or somebody added one.
  return verdict === 'narrower' && labels.length > 1 && evidence === 'name' ? 'wrong' : verdict;
}

function isText(part: TypePart): boolean {
  return part.kind === 'literal' && part.of === 'string';
}

/** `ContractStatus` as the labels of the column's enum. */
function expandEnum(parts: readonly TypePart[], column: Column, enums: readonly EnumType[]): readonly TypePart[] {
  if (column.type.kind !== 'enum') return parts;
  const type = enums.find(({ id }) => id === column.type.id);
  if (!type) return parts;
  const names = [type.name, `${type.schema}${type.name}`].map(plainName);
  const labels = type.labels.map((text): TypePart => ({ kind: 'literal', of: 'string', text }));
  const expand = (part: TypePart): readonly TypePart[] => {
    if (part.kind === 'array') return [{ kind: 'array', elements: part.elements.flatMap(expand) }];
    // Another name is what the contract puts in place of the enum.
    return part.kind === 'named' && names.includes(plainName(part.text)) ? labels : [part];
  };
  return parts.flatMap(expand);
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\d]/gu, '');
}

type NullVerdict = 'agree' | 'wrong' | 'kept' | 'unsure';

/** An alias can have the null in it. */
function isNullable({ nullable }: RowProperty, written: readonly TypePart[]): boolean {
  return nullable || written.some(({ kind }) => kind === 'null');
}

function judgeNull(
  handNullable: boolean,
  written: readonly TypePart[],
  nullable: boolean,
  relation: Relation,
  use: StatementUse,
): NullVerdict {
  if (handNullable === nullable) return 'agree';
  if (written.some(({ kind }) => kind === 'any' || kind === 'unknown')) return 'agree';
  if (!handNullable) {
    // The name of a type may stand for one with null in it.
    if (written.some(({ kind }) => kind === 'named')) return 'unsure';
    // Of a view's columns PostgreSQL can prove too little.
    return relation.kind.endsWith('view') ? 'kept' : 'wrong';
  }
  // An outer join makes any column NULL.
  return use.answers.some(({ relations }) => relations.length > 1) ? 'kept' : 'wrong';
}

function withNull(read: string, nullable: boolean): string {
  return nullable && !typeParts(read).some(({ kind }) => kind === 'null') ? `${read} | null` : read;
}
