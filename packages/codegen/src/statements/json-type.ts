import type { JsonShape, TypeRef } from '@rowpact/model';
import { IdentifierNode } from '../kysely-codegen.js';
import { builtin } from '../profiles/driver-profile.js';
import type { RowSerializer } from '../row-serializer.js';
import type { TypeMapper } from '../type-mapper.js';

/** What the types of JSON values are written with. */
export interface JsonTypeWriter {
  readonly mapper: TypeMapper;
  readonly serializer: RowSerializer;
}

/** The TypeScript of a JSON value as `JSON.parse` answers it, in one line; `never` where there is no value. */
export function jsonType(shape: JsonShape, writer: JsonTypeWriter): string {
  return unionText(membersOf(shape, writer));
}

function unionText(members: readonly string[]): string {
  return members.length === 0 ? 'never' : [...new Set(members)].join(' | ');
}

/** The members of the union that a shape is; most are one. */
function membersOf(shape: JsonShape, writer: JsonTypeWriter): readonly string[] {
  if (shape.kind === 'unknown') return [writer.serializer.flat(ANY_JSON)];
  return [...notNull(shape, writer), ...(shape.nullable ? ['null'] : [])];
}

function notNull(shape: Exclude<JsonShape, { kind: 'unknown' }>, writer: JsonTypeWriter): readonly string[] {
  switch (shape.kind) {
    case 'object':
      return [objectType(shape, writer)];
    case 'array': {
      const element = jsonType(shape.element, writer);
      return [new Set(membersOf(shape.element, writer)).size > 1 ? `(${element})[]` : `${element}[]`];
    }
    case 'map':
      return [`{ [key: string]: ${jsonType(shape.value, writer)} }`];
    case 'union':
      return shape.members.flatMap((member) => membersOf(member, writer));
    case 'scalar':
      return [scalarType(shape.type, writer)];
  }
}

/** Of a key that is given twice the last counts. */
function objectType({ properties }: Extract<JsonShape, { kind: 'object' }>, writer: JsonTypeWriter): string {
  const last = new Map(properties.map((property) => [property.name, property]));
  const members = [...last.values()].map(
    ({ name, always, value }) =>
      `${writer.serializer.serializeKey(name)}${always ? '' : '?'}: ${jsonType(value, writer)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join('; ')} }`;
}

/** NaN and the infinities, which JSON has as text, are left out, as the drivers' profiles leave infinite dates out. */
function scalarType(type: TypeRef, { mapper, serializer }: JsonTypeWriter): string {
  if (NUMBERS.has(type.id)) return 'number';
  if (type.id === BOOL) return 'boolean';
  if (JSON_IDS.has(type.id)) return serializer.flat(ANY_JSON);
  return type.kind === 'enum' ? serializer.flat(mapper.value({ ...type, dimensions: 0 }, false).read) : 'string';
}

const ANY_JSON = new IdentifierNode('JsonValue');
const NUMBERS = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'numeric'].map(builtin));
const BOOL = builtin('bool');
const JSON_IDS = new Set(['json', 'jsonb'].map(builtin));
