import type { TypeRef } from '@rowpact/model';
import { IdentifierNode, type ExpressionNode } from '../kysely-codegen.js';
import { BIGINT, IntegerNode, NUMBER, STRING, unionOf } from '../nodes.js';
import { adapterScalars } from './adapter-scalars.js';
import { builtin, TEXT, type DriverProfile, type ElementTypes, type ScalarTypes } from './driver-profile.js';

const JSON_OBJECT = new IdentifierNode('JsonObject');
const JSON_TYPES = { read: new IdentifierNode('JsonValue'), write: new IdentifierNode('JsonInput') };
const DATE = new IdentifierNode('Date');
const BUFFER = new IdentifierNode('Buffer');
const NUMERIC_WRITE = unionOf(NUMBER, STRING, BIGINT);
const SAFE_INTEGER = new IntegerNode('int8');

const scalars = adapterScalars();
scalars.set(builtin('bytea'), { read: BUFFER, write: new IdentifierNode('Uint8Array') });
scalars.set(builtin('numeric'), { read: STRING, write: NUMERIC_WRITE });
scalars.set(builtin('int8'), { read: STRING, write: unionOf(SAFE_INTEGER, STRING, BIGINT) });
scalars.set(builtin('interval'), { read: STRING, write: unionOf(NUMBER, STRING) });
scalars.set(builtin('json'), JSON_TYPES);
scalars.set(builtin('jsonb'), JSON_TYPES);
scalars.set(builtin('point'), TEXT);
scalars.set(builtin('circle'), TEXT);

/** Arrays by what `inferType` makes of their first element: a boolean, Date, Uint8Array or bigint there names the wrong type. */
const elements = new Map<ReturnType<typeof builtin>, ElementTypes>([
  ...each('bool', { read: new IdentifierNode('boolean'), write: null }),
  ...each('bytea', { read: BUFFER, write: null }),
  ...each('date timestamp timestamptz', { read: DATE, write: STRING }),
  ...each('int8', { read: STRING, write: unionOf(SAFE_INTEGER, STRING) }),
  ...each('numeric', { read: STRING, write: unionOf(NUMBER, STRING) }),
  ...each('json jsonb', { read: JSON_TYPES.read, write: unionOf(JSON_OBJECT, NUMBER, STRING) }),
]);

/**
 * postgres.js 3.4: it fetches every array type when it connects, so all arrays are parsed, those of enums, domains and
 * composites too; their elements have the parser of exactly their own type, so a domain's are text. (Types created after
 * a connection opened are unknown to it: their arrays are text until it reconnects.) Parameters are serialized by the
 * type the server asks for, a domain being none it knows; a first element that is a boolean, Date, Uint8Array or bigint
 * makes the server refuse the array. A NULL element is never read as null but as `'NULL'`, `NaN` or `false`.
 * Left out of the types: `infinity` in a date or timestamp is read as an invalid Date.
 * Source: postgres/src/types.js and src/connection.js (fetchArrayTypes, Bind).
 */
export const POSTGRES_PROFILE: DriverProfile = {
  scalars,
  elements,
  otherElements: (element, kind, bottom) => (kind === 'domain' ? domainElements(bottom) : readWithNaN(element)),
  domain: (base, { id, dimensions }) =>
    dimensions > 0 || JSON_IDS.has(id) ? { read: base.read, write: STRING } : base,
  readsNullElements: false,
  overridesReachElements: true,
};

/** Elements of a domain have no parser. A domain over box has box's semicolons, which the driver knows of box alone. */
function domainElements({ id }: TypeRef): ElementTypes {
  return id === builtin('box') ? { read: STRING, write: null } : TEXT;
}

/** A NULL among integers is read as `NaN`, which is none. */
function readWithNaN(element: ScalarTypes): ElementTypes {
  return element.read instanceof IntegerNode ? { read: NUMBER, write: element.write } : element;
}

const JSON_IDS = new Set([builtin('json'), builtin('jsonb')]);

/** What stands behind `JsonInput` in a module for `postgres`. */
export const POSTGRES_JSON_INPUT: ExpressionNode = unionOf(
  new IdentifierNode('JsonArray'),
  JSON_OBJECT,
  NUMBER,
  STRING,
);

function each(names: string, types: ElementTypes): [ReturnType<typeof builtin>, ElementTypes][] {
  return names.split(' ').map((name) => [builtin(name), types]);
}
