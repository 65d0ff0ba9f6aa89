import type { SchemaState, TypeRef } from '@rowpact/model';

/** What a column's new type does with values that the old one took. */
export type Narrowing =
  /** Takes fewer of them. */
  | { readonly kind: 'refuses'; readonly why: string }
  /** Takes them, and keeps less of them. `scale`: digits behind the point that remain, where that is what it cuts. */
  | { readonly kind: 'rounds'; readonly why: string; readonly scale: number | null };

/** Null where the new type takes all that the old one did, as it was. */
export function narrowing(
  before: TypeRef,
  after: TypeRef,
  states: { readonly before: SchemaState; readonly after: SchemaState },
): Narrowing | null {
  const from = baseOf(before, states.before);
  const to = baseOf(after, states.after);
  const ofBase = from.dimensions === to.dimensions ? betweenBases(from, to) : refuses(before, after);
  if (ofBase !== null) return ofBase;
  return after.kind === 'domain' && after.id !== before.id && isRestricted(after, states.after)
    ? refuses(before, after)
    : null;
}

function refuses(before: TypeRef, after: TypeRef): Narrowing {
  return { kind: 'refuses', why: `${after.display} does not take every value of ${before.display}.` };
}

function rounds(before: TypeRef, after: TypeRef, scale: number | null = null): Narrowing {
  return {
    kind: 'rounds',
    why: `${after.display} keeps less of a value than ${before.display}, and says nothing about it.`,
    scale,
  };
}

function baseOf(type: TypeRef, { snapshot }: SchemaState): TypeRef {
  if (type.kind !== 'domain') return type;
  const base = snapshot.domains.find(({ id }) => id === type.id)?.base;
  return base === undefined
    ? type
    : baseOf({ ...base, dimensions: base.dimensions + type.dimensions }, { snapshot } as SchemaState);
}

function isRestricted(type: TypeRef, { snapshot }: SchemaState): boolean {
  const domain = snapshot.domains.find(({ id }) => id === type.id);
  return domain === undefined || domain.notNull || domain.checks.length > 0 || isRestrictedBase(domain.base, snapshot);
}

function isRestrictedBase(base: TypeRef, snapshot: SchemaState['snapshot']): boolean {
  return base.kind === 'domain' && isRestricted(base, { snapshot } as SchemaState);
}

function betweenBases(from: TypeRef, to: TypeRef): Narrowing | null {
  const [a, b] = [nameOf(from), nameOf(to)];
  if (TEXTS.has(b)) return intoText(from, to);
  if (a === b && a === 'numeric') return betweenNumerics(from, to);
  if (from.id === to.id) return withModifier(from, to);
  if (WIDER[a]?.includes(b) === true) return b === 'numeric' ? intoNumeric(a, from, to) : null;
  if (ROUNDED[a]?.includes(b) === true) return rounds(from, to);
  return refuses(from, to);
}

function nameOf({ id }: TypeRef): string {
  return id.startsWith('pg_catalog.') ? id.slice('pg_catalog.'.length) : id;
}

const TEXTS: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar', 'citext', 'public.citext']);

/** Types that take every value of another one. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  int2: ['int4', 'int8', 'numeric', 'float4', 'float8', 'oid'],
  int4: ['int8', 'numeric', 'float8'],
  int8: ['numeric'],
  float4: ['float8'],
  date: ['timestamp', 'timestamptz'],
  // What another zone makes of it is the readers' trouble.
  timestamp: ['timestamptz'],
  timestamptz: ['timestamp'],
  time: ['timetz', 'interval'],
  json: ['jsonb'],
  jsonb: ['json'],
  inet: [],
  cidr: ['inet'],
  bit: ['varbit'],
};

/** Types that take a value and keep less of it. */
const ROUNDED: Readonly<Record<string, readonly string[]>> = {
  int4: ['float4'],
  int8: ['float4', 'float8'],
  numeric: ['float8', 'float4'],
  float8: ['float4'],
  timestamp: ['date', 'time'],
  timestamptz: ['date', 'time', 'timetz'],
  timetz: ['time'],
};

/** Everything can be text; only its length can be too much. */
function intoText(from: TypeRef, to: TypeRef): Narrowing | null {
  const [before, after] = [TEXTS.has(nameOf(from)) ? from.typmod : longest(from), to.typmod];
  return after !== null && (before === null || after < before) ? refuses(from, to) : null;
}

/** The longest text of a value, as a type modifier of varchar; null where there is none. */
function longest(type: TypeRef): number | null {
  const characters: Readonly<Record<string, number>> = { int2: 6, int4: 11, int8: 20, uuid: 36, bool: 5, date: 13 };
  const found = characters[nameOf(type)];
  return found === undefined || type.dimensions > 0 ? null : found + 4;
}

function withModifier(from: TypeRef, to: TypeRef): Narrowing | null {
  if (to.typmod === null || to.typmod === from.typmod) return null;
  const isLess = from.typmod === null || to.typmod < from.typmod;
  if (/^(?:bit|varbit)$/u.test(nameOf(to))) return isLess ? refuses(from, to) : null;
  return isLess && /^(?:timestamp|timestamptz|time|timetz|interval)$/u.test(nameOf(to)) ? rounds(from, to) : null;
}

/** Digits before and behind the point; null for any number of them. */
export function digitsOf({ typmod }: TypeRef): { readonly before: number; readonly behind: number } | null {
  if (typmod === null) return null;
  const precision = ((typmod - 4) >> 16) & 0xffff;
  // The scale has eleven bits and a sign.
  const behind = (((typmod - 4) & 0x7ff) ^ 1024) - 1024;
  return { before: precision - behind, behind };
}

function betweenNumerics(from: TypeRef, to: TypeRef): Narrowing | null {
  const [a, b] = [digitsOf(from), digitsOf(to)];
  if (b === null) return null;
  if (a === null || b.before < a.before) return refuses(from, to);
  return b.behind < a.behind ? rounds(from, to, b.behind) : null;
}

function intoNumeric(name: string, from: TypeRef, to: TypeRef): Narrowing | null {
  const digits = digitsOf(to);
  const needed: Readonly<Record<string, number>> = { int2: 5, int4: 10, int8: 19 };
  return digits !== null && digits.before < (needed[name] ?? Infinity) ? refuses(from, to) : null;
}
