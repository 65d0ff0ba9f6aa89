import { IdentifierNode } from '../kysely-codegen.js';
import { BIGINT, BOOLEAN, IntegerNode, NUMBER, STRING, unionOf } from '../nodes.js';
import { adapterScalars } from './adapter-scalars.js';
import { builtin, type DriverProfile, type ElementTypes } from './driver-profile.js';

const JSON_TYPES = { read: new IdentifierNode('JsonValue'), write: new IdentifierNode('JsonInput') };
const INTERVAL = new IdentifierNode('PostgresInterval');
const NUMERIC_WRITE = unionOf(NUMBER, STRING, BIGINT);
const INT8_WRITE = unionOf(new IntegerNode('int8'), STRING, BIGINT);

const scalars = adapterScalars();
// Where kysely-codegen's table is not what `pg` does (or names a package the consumer may not have):
scalars.set(builtin('bytea'), { read: new IdentifierNode('Buffer'), write: new IdentifierNode('Uint8Array') });
scalars.set(builtin('numeric'), { read: STRING, write: NUMERIC_WRITE });
scalars.set(builtin('int8'), { read: STRING, write: INT8_WRITE });
scalars.set(builtin('interval'), { read: INTERVAL, write: unionOf(INTERVAL, NUMBER, STRING) });
scalars.set(builtin('json'), JSON_TYPES);
scalars.set(builtin('jsonb'), JSON_TYPES);
// An object goes out as JSON, which is no point: `{ x, y }` comes back and cannot be sent.
scalars.set(builtin('point'), { read: new IdentifierNode('PostgresPoint'), write: STRING });
scalars.set(builtin('circle'), { read: new IdentifierNode('PostgresCircle'), write: STRING });

/** The arrays that pg-types 2.2.0 has a parser for (lib/textParsers.js); all others come as text, `name[]` and `xml[]` too. */
const PARSED = `bool bytea int2 int4 int8 oid float4 float8 point bpchar varchar text regproc macaddr inet cidr
  timestamp timestamptz date interval json jsonb numrange uuid money time timetz`.split(/\s+/);

const elements = new Map(
  PARSED.map((name): [ReturnType<typeof builtin>, ElementTypes] => [
    builtin(name),
    scalars.get(builtin(name)) ?? { read: STRING, write: STRING },
  ]),
);
elements.set(builtin('numeric'), { read: NUMBER, write: NUMERIC_WRITE });
// The one type whose array separates by semicolons, which the driver does not know.
elements.set(builtin('box'), { read: null, write: null });

/**
 * node-postgres 8 with pg-types 2.2.0: types by their object id, domains as their base type, arrays only where a parser is
 * registered for the array type itself: arrays of enums, domains, composites and extension types come back as text.
 * A JavaScript array is always sent as a PostgreSQL array, so json takes objects, but arrays only as text.
 * Left out of the types: `infinity` in a date or timestamp is read as the number Infinity.
 * Source: pg-types/lib/textParsers.js and pg/lib/utils.js (prepareValue).
 */
export const PG_PROFILE: DriverProfile = {
  scalars,
  elements,
  otherElements: ({ write }, _kind, bottom) => ({ read: null, write: bottom.id === builtin('box') ? null : write }),
  domain: (base) => base,
  readsNullElements: true,
  overridesReachElements: false,
};

/** What stands behind `JsonInput` in a module for `pg`. */
export const PG_JSON_INPUT = unionOf(new IdentifierNode('JsonObject'), BOOLEAN, NUMBER, STRING);
