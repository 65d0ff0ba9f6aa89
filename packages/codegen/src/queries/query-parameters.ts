import type { StatementParameter } from '@rowpact/model';
import type { RowSerializer } from '../row-serializer.js';
import { type EntryWriter, parameterType } from '../statements/statement-entries.js';
import { textLiteral } from '../text-literal.js';
import type { TypedQuery } from './typed-query.js';

/** How a query takes its values. */
export interface QueryParameters {
  /** What declares their type; null where there are none. */
  readonly declaration: string | null;
  /** The values in the order of `$1`, `$2`, …, as an array in the function's body. */
  readonly values: string;
}

/** Values that have names come as an object; where all are numbers only, as a tuple. */
export function queryParameters(query: TypedQuery, name: string, writer: EntryWriter): QueryParameters {
  const { parameters } = query;
  if (parameters.length === 0) return { declaration: null, values: '[]' };
  const given = analysed(query);
  if (parameters.every((parameter) => parameter.name === null)) {
    const listed = given?.map((parameter, index) => `$${index + 1}: ${parameterType(parameter, writer)}`);
    const tuple = listed === undefined ? 'readonly any[]' : `readonly [${listed.join(', ')}]`;
    return { declaration: `export type ${name} = ${tuple};\n`, values: '[...params]' };
  }
  const top = new Map<string, Property>();
  const paths = parameters.map((parameter, index) => pathOf(parameter.name ?? `$${index + 1}`));
  for (const [index, path] of paths.entries()) {
    const own = given?.[index];
    place(top, path, own === undefined ? 'any' : parameterType(own, writer));
  }
  return {
    declaration: `export interface ${name} ${objectType(top, '', writer.serializer)}\n`,
    values: `[${paths.map((path) => `params${path.map((part) => access(part, writer.serializer)).join('')}`).join(', ')}]`,
  };
}

/** What PostgreSQL says of the parameters, but for those that the file itself says are never NULL. */
function analysed({ verdict, parameters }: TypedQuery): readonly StatementParameter[] | null {
  if (verdict.kind !== 'typed') return null;
  return verdict.statement.parameters.map((parameter, index) => {
    return { ...parameter, nullable: parameter.nullable && parameters[index]?.required !== true };
  });
}

/** The type of a value, or the properties of an object. */
type Property = string | Map<string, Property>;

/** `player.name` is a property of a property; what only looks like that is one name. */
function pathOf(name: string): readonly string[] {
  const path = name.split('.');
  return path.includes('') ? [name] : path;
}

function place(object: Map<string, Property>, [name = '', ...rest]: readonly string[], type: string): void {
  const known = object.get(name);
  if (rest.length === 0) {
    object.set(name, type);
    return;
  }
  const inner = known instanceof Map ? known : new Map<string, Property>();
  object.set(name, inner);
  place(inner, rest, type);
}

function objectType(object: ReadonlyMap<string, Property>, indent: string, serializer: RowSerializer): string {
  const lines = [...object].map(([name, property]) => {
    const type = typeof property === 'string' ? property : objectType(property, `${indent}  `, serializer);
    return `${indent}  readonly ${serializer.serializeKey(name)}: ${type};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

function access(name: string, serializer: RowSerializer): string {
  const key = serializer.serializeKey(name);
  return key === name ? `.${name}` : `[${textLiteral(name)}]`;
}
