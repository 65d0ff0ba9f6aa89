import type { DriverName, Snapshot, TypeRef } from '@rowpact/model';
import { builtinName, driverValue } from '../driver-value.js';

/** What happens to the values of a column when its type changes, as far as types tell it. */
export type Difference =
  /** Another JavaScript type. */
  | { readonly kind: 'javascript'; readonly before: string; readonly after: string }
  /** The same JavaScript type, other values. */
  | { readonly kind: 'values'; readonly how: string; readonly mild: boolean }
  /** The same values; only the type that PostgreSQL names with them is another. */
  | { readonly kind: 'name' };

/** Null where a reader cannot tell the two types apart. */
export function valuesDiffer(
  before: TypeRef,
  after: TypeRef,
  driver: DriverName | null,
  snapshots: { readonly before: Snapshot; readonly after: Snapshot },
): Difference | null {
  const [was, is] = [driverValue(before, driver, snapshots.before), driverValue(after, driver, snapshots.after)];
  if (was !== is) return { kind: 'javascript', before: was, after: is };
  const [old, now] = [baseOf(before, snapshots.before), baseOf(after, snapshots.after)];
  if (old.dimensions === now.dimensions && old.id === now.id) {
    return old.typmod === now.typmod ? null : ofModifier(old, now);
  }
  const how = HOW[`${shortName(old)} ${shortName(now)}`] ?? HOW[`* ${shortName(now)}`] ?? HOW[`${shortName(old)} *`];
  if (how !== undefined) return how === '' ? { kind: 'name' } : { kind: 'values', how, mild: MILD.has(how) };
  if (isText(old) && isText(now)) return { kind: 'name' };
  return { kind: 'values', how: `the values are written as ${now.display} writes them`, mild: false };
}

/** The type below its domains: that is all a server tells a driver. */
function baseOf(type: TypeRef, snapshot: Snapshot): TypeRef {
  if (type.kind !== 'domain' || type.dimensions > 0) return type;
  const base = snapshot.domains.find(({ id }) => id === type.id)?.base;
  return base === undefined ? type : baseOf(base, snapshot);
}

/** `varchar(50)` to `varchar(20)` changes no value that passes; a number's scale, a time's precision and a char's width do. */
function ofModifier(old: TypeRef, now: TypeRef): Difference | null {
  switch (shortName(now)) {
    case 'numeric':
      return ofScale(old.typmod, now.typmod);
    case 'bpchar':
      return { kind: 'values', how: 'the values are padded with blanks to another width', mild: false };
    case 'timestamp':
    case 'timestamptz':
    case 'time':
    case 'timetz':
    case 'interval':
      return losesPrecision(old.typmod, now.typmod)
        ? { kind: 'values', how: 'the values are rounded to fewer digits of a second', mild: false }
        : null;
    case 'varchar':
    case 'varbit':
      return null;
    default:
      return { kind: 'values', how: `the values are written as ${now.display} writes them`, mild: false };
  }
}

function ofScale(old: number | null, now: number | null): Difference | null {
  const [was, is] = [scaleOf(old), scaleOf(now)];
  if (was === is || (was !== null && is === null)) return null;
  const how =
    is !== null && (was === null || is < was)
      ? `the values are rounded to ${is} digits after the point`
      : `the values get ${is ?? 'other'} digits after the point`;
  return { kind: 'values', how, mild: false };
}

/** `atttypmod` of numeric is (precision << 16 | scale) + 4, with a scale of 11 bits. Null: whatever each value has. */
function scaleOf(typmod: number | null): number | null {
  if (typmod === null || typmod < 4) return null;
  const scale = (typmod - 4) & 0x7ff;
  return scale > 1023 ? scale - 2048 : scale;
}

function losesPrecision(old: number | null, now: number | null): boolean {
  return now !== null && (old === null || now < old);
}

function shortName(type: TypeRef): string {
  return `${type.kind === 'enum' ? 'enum' : (builtinName(type.id) ?? type.id)}${type.dimensions > 0 ? '[]' : ''}`;
}

function isText(type: TypeRef): boolean {
  return type.dimensions === 0 && /^(?:text|varchar|name|enum|uuid|public\.citext)$/u.test(shortName(type));
}

const ZONE =
  'the same text means another moment: timestamps without a time zone are read in the zone of the reader, those with one are not';
const TIME = 'the time of day is lost';
const ORDER = 'keys come in another order, and of doubled keys only the last is left';

/** From, to: what a reader sees; empty for nothing. */
const HOW: Readonly<Record<string, string>> = {
  'timestamp timestamptz': ZONE,
  'timestamptz timestamp': ZONE,
  'timestamp date': TIME,
  'timestamptz date': TIME,
  'date timestamp': '',
  'date timestamptz': ZONE,
  'json jsonb': ORDER,
  'jsonb json': '',
  'int2 int4': '',
  'int4 int2': '',
  'int4 oid': '',
  'int2 float4': '',
  'int2 float8': '',
  'int4 float8': '',
  'int4 float4': 'large numbers are rounded',
  'float4 int2': 'the values are rounded to whole numbers',
  'float4 int4': 'the values are rounded to whole numbers',
  'float8 int2': 'the values are rounded to whole numbers',
  'float8 int4': 'the values are rounded to whole numbers',
  'float8 float4': 'the values are rounded to about six digits',
  'float4 float8': 'the values show more digits: 0.1 becomes 0.10000000149011612',
  'int8 numeric': '',
  'numeric int8': 'the values are rounded to whole numbers',
  'text bpchar': 'the values are padded with blanks',
  'varchar bpchar': 'the values are padded with blanks',
  'bpchar text': 'the blanks at the end of the values are gone',
  'bpchar varchar': 'the blanks at the end of the values are gone',
  'varchar[] text[]': '',
  'text[] varchar[]': '',
};

const MILD: ReadonlySet<string> = new Set([ORDER]);
