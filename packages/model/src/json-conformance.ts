import type { JsonShape } from './access.js';
import type { TypeRef } from './snapshot.js';

/** Where a value is not as its shape says, as `.players[0].name: null`; null where it is. */
export function nonconformity(value: unknown, shape: JsonShape, path = ''): string | null {
  if (shape.kind === 'unknown') return null;
  if (value === null) return shape.nullable ? null : `${path}: null`;
  const wrong = `${path}: ${JSON.stringify(value)} is no ${shape.kind}`;
  switch (shape.kind) {
    case 'scalar':
      return isWritten(value, shape.type) ? null : `${wrong} of ${shape.type.display}`;
    case 'union':
      return shape.members.some((member) => nonconformity(value, member, path) === null) ? null : wrong;
    case 'array':
      if (!Array.isArray(value)) return wrong;
      return firstOf(value.map((element: unknown, at) => nonconformity(element, shape.element, `${path}[${at}]`)));
    case 'map':
      if (!isObject(value)) return wrong;
      return firstOf(Object.entries(value).map(([key, part]) => nonconformity(part, shape.value, `${path}.${key}`)));
    case 'object':
      if (!isObject(value)) return wrong;
      return (
        firstOf(
          shape.properties.map(({ name, always, value: part }) => {
            if (!Object.hasOwn(value, name)) return always ? `${path}.${name} is not there` : null;
            return nonconformity(value[name], part, `${path}.${name}`);
          }),
        ) ??
        firstOf(
          Object.keys(value).map((key) =>
            shape.properties.some(({ name }) => name === key) ? null : `${path}.${key} is not in the shape`,
          ),
        )
      );
  }
}

function firstOf(results: readonly (string | null)[]): string | null {
  return results.find((result) => result !== null) ?? null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const NUMBERS: ReadonlySet<string> = new Set(
  ['int2', 'int4', 'int8', 'float4', 'float8', 'numeric'].map((name) => `pg_catalog.${name}`),
);
/** What JSON has no number for comes as a text. */
const NO_NUMBERS: ReadonlySet<unknown> = new Set(['NaN', 'Infinity', '-Infinity']);

/** Whether `to_json` writes values of the type like this: everything that is no number and no boolean is a text. */
function isWritten(value: unknown, { id, dimensions }: TypeRef): boolean {
  if (dimensions !== 0) return false;
  if (NUMBERS.has(id)) return typeof value === 'number' || NO_NUMBERS.has(value);
  return id === 'pg_catalog.bool' ? typeof value === 'boolean' : typeof value === 'string';
}
