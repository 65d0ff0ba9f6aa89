import { type JsonShape, type TypeId, typeId, type TypeRef } from '@rowpact/model';
import { textLiteral } from '../text-literal.js';

/** What the types of JSON values lean on. */
export interface JsonTypeParts {
  /** A union of an enum's labels. */
  readonly enumType: (type: TypeRef) => string;
  /** The name of the type of any JSON, having noted that it is used. */
  readonly anyJson: () => string;
}

/** The TypeScript of a JSON value as `JSON.parse` answers it, in one line. */
export function jsonType(shape: JsonShape, parts: JsonTypeParts): string {
  return [...new Set(membersOf(shape, parts))].join(' | ');
}

/** The members of the union that a shape is; most are one. */
function membersOf(shape: JsonShape, parts: JsonTypeParts): readonly string[] {
  if (shape.kind === 'unknown') return [parts.anyJson()];
  return [...notNull(shape, parts), ...(shape.nullable ? ['null'] : [])];
}

function notNull(shape: Exclude<JsonShape, { kind: 'unknown' }>, parts: JsonTypeParts): readonly string[] {
  switch (shape.kind) {
    case 'object':
      return [objectType(shape, parts)];
    case 'array': {
      const element = [...new Set(membersOf(shape.element, parts))];
      return [element.length > 1 ? `(${element.join(' | ')})[]` : `${element[0] ?? 'never'}[]`];
    }
    case 'map':
      return [`{ [key: string]: ${jsonType(shape.value, parts)} }`];
    case 'union':
      return shape.members.flatMap((member) => membersOf(member, parts));
    case 'scalar':
      return [scalarType(shape.type, parts)];
  }
}

/** Of a key that is given twice the last counts. */
function objectType({ properties }: Extract<JsonShape, { kind: 'object' }>, parts: JsonTypeParts): string {
  const last = new Map(properties.map((property) => [property.name, property]));
  const members = [...last.values()].map(
    ({ name, always, value }) => `${keyText(name)}${always ? '' : '?'}: ${jsonType(value, parts)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join('; ')} }`;
}

/** A property's name, quoted where it has to be. */
export function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/u.test(name) ? name : textLiteral(name);
}

/** NaN and the infinities, which JSON has as text, are left out, as the drivers' profiles leave infinite dates out. */
function scalarType(type: TypeRef, parts: JsonTypeParts): string {
  if (NUMBERS.has(type.id)) return 'number';
  if (type.id === BOOL) return 'boolean';
  if (JSON_IDS.has(type.id)) return parts.anyJson();
  return type.kind === 'enum' ? parts.enumType(type) : 'string';
}

const builtin = (name: string): TypeId => typeId('pg_catalog', name);
const NUMBERS = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'numeric'].map(builtin));
const BOOL = builtin('bool');
const JSON_IDS = new Set(['json', 'jsonb'].map(builtin));
