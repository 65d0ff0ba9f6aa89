import type { DriverName, Snapshot, TypeId, TypeRef } from '@rowpact/model';

/** What a driver's default parsers make of a value: `number`, `string`, `Date`, `array of number`. Drivers not known are `pg`. */
export function driverValue(type: TypeRef, driver: DriverName | null, snapshot: Snapshot): string {
  const known = driver ?? 'pg';
  if (type.dimensions > 0) return arrayValue(type, known, snapshot);
  if (type.kind === 'domain') {
    const base = snapshot.domains.find(({ id }) => id === type.id)?.base;
    return base === undefined ? 'string' : driverValue(base, driver, snapshot);
  }
  return scalarValue(type.id, known);
}

function scalarValue(id: TypeId, driver: DriverName): string {
  const name = builtinName(id);
  return (name === null ? undefined : (BY_DRIVER[driver][name] ?? COMMON[name])) ?? 'string';
}

function arrayValue(type: TypeRef, driver: DriverName, snapshot: Snapshot): string {
  const name = builtinName(type.id);
  if (driver === 'pg') {
    if (name === null || type.kind !== 'base' || !PG_ARRAYS.has(name)) return 'string';
    return `array of ${name === 'numeric' ? 'number' : scalarValue(type.id, driver)}`;
  }
  // postgres.js reads every array; the elements of a domain have no parser of their own.
  if (type.kind === 'domain') return 'array of string';
  return `array of ${driverValue({ ...type, dimensions: 0 }, driver, snapshot)}`;
}

/** The name of a type of PostgreSQL's own; null for any other. */
export function builtinName(id: TypeId): string | null {
  return id.startsWith('pg_catalog.') ? id.slice('pg_catalog.'.length).replaceAll('"', '') : null;
}

/** Base types that are no text to the drivers; the same in both but for those of `BY_DRIVER`. */
const COMMON: Readonly<Record<string, string>> = {
  int2: 'number',
  int4: 'number',
  oid: 'number',
  float4: 'number',
  float8: 'number',
  bool: 'boolean',
  date: 'Date',
  timestamp: 'Date',
  timestamptz: 'Date',
  json: 'parsed JSON',
  jsonb: 'parsed JSON',
  bytea: 'Buffer',
};

const BY_DRIVER: Readonly<Record<DriverName, Readonly<Record<string, string>>>> = {
  pg: { interval: 'PostgresInterval', point: 'object', circle: 'object' },
  postgres: {},
};

/** The arrays that pg-types has a parser for; all others come as text. */
const PG_ARRAYS: ReadonlySet<string> = new Set(
  `bool bytea int2 int4 int8 oid float4 float8 numeric point bpchar varchar text regproc macaddr inet cidr timestamp timestamptz
  date interval json jsonb numrange uuid money time timetz`.split(/\s+/u),
);
