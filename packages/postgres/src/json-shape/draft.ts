/** A type as the catalog numbers it: what names it in the end is read for all drafts at once. */
export interface TypeUse {
  readonly type: number;
  readonly typmod: number;
}

/** A `JsonShape` whose types are still numbers. A part that the union of none stands for has no value at all. */
export type Draft =
  | { readonly kind: 'object'; readonly nullable: boolean; readonly properties: readonly DraftProperty[] }
  | { readonly kind: 'array'; readonly nullable: boolean; readonly element: Draft }
  | { readonly kind: 'map'; readonly nullable: boolean; readonly value: Draft }
  | { readonly kind: 'scalar'; readonly nullable: boolean; readonly type: TypeUse }
  | { readonly kind: 'union'; readonly nullable: boolean; readonly members: readonly Draft[] }
  | { readonly kind: 'unknown' };

export interface DraftProperty {
  readonly name: string;
  readonly always: boolean;
  readonly value: Draft;
}

export const UNKNOWN: Draft = { kind: 'unknown' };
/** No value: what is SQL's NULL, the element of an array that is always empty. */
export const NOTHING: Draft = { kind: 'union', nullable: false, members: [] };
/** JSON's null and nothing else. */
export const JSON_NULL: Draft = { kind: 'union', nullable: true, members: [] };

export function scalarOf(type: number, typmod = -1): Draft {
  return { kind: 'scalar', nullable: false, type: { type, typmod } };
}

export function arrayOf(element: Draft): Draft {
  return { kind: 'array', nullable: false, element };
}

export function mapOf(value: Draft): Draft {
  return { kind: 'map', nullable: false, value };
}

/**
 * An object of these properties. Of a name that is given twice jsonb takes the last; json keeps both, and `json_strip_nulls` may
 * bring the first to light: so its value is one of both.
 */
export function objectOf(properties: readonly DraftProperty[], keeps: 'both' | 'last' = 'both'): Draft {
  const byName = new Map<string, DraftProperty>();
  for (const property of properties) {
    const before = byName.get(property.name);
    const counts = !before || (keeps === 'last' && property.always);
    byName.set(property.name, counts ? property : eitherProperty(before, property));
  }
  return { kind: 'object', nullable: false, properties: [...byName.values()] };
}

/** What stands under a name that one object gives, and perhaps another one too. */
function eitherProperty(one: DraftProperty, other: DraftProperty): DraftProperty {
  return { name: one.name, always: one.always || other.always, value: unionOf([one.value, other.value]) };
}

export function orNull(draft: Draft): Draft {
  return draft.kind === 'unknown' || draft.nullable ? draft : { ...draft, nullable: true };
}

/** The draft without JSON's null. */
export function notNull(draft: Draft): Draft {
  return draft.kind === 'unknown' || !draft.nullable ? draft : { ...draft, nullable: false };
}

export function isNullable(draft: Draft): boolean {
  return draft.kind === 'unknown' || draft.nullable;
}

/** One of several; null stands at the union, not at its members. What another member says too is left out. */
export function unionOf(drafts: readonly Draft[]): Draft {
  const [first, ...more] = drafts;
  if (first && more.length === 0) return first;
  const members = new Map<string, Draft>();
  let nullable = false;
  for (const draft of drafts) {
    if (draft.kind === 'unknown') return UNKNOWN;
    nullable ||= draft.nullable;
    for (const member of draft.kind === 'union' ? draft.members : [notNull(draft)])
      members.set(JSON.stringify(member), member);
  }
  const kept = [...members.values()];
  const needed = kept.filter((member) => !kept.some((other) => other !== member && isWithin(member, other)));
  const [only, ...others] = needed;
  if (only && others.length === 0) return nullable ? orNull(only) : only;
  return { kind: 'union', nullable, members: needed };
}

/** Whether the other allows all of it: `[]` in `COALESCE(json_agg(…), '[]')`, an array without null beside one with. */
function isWithin(draft: Draft, other: Draft): boolean {
  if (draft.kind === 'array' && other.kind === 'array')
    return isNothing(draft.element) || isEqual(orNull(draft.element), other.element);
  return draft.kind === 'object' && draft.properties.length === 0 && other.kind === 'map';
}

function isEqual(one: Draft, other: Draft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function isNothing(draft: Draft): boolean {
  return draft.kind === 'union' && !draft.nullable && draft.members.length === 0;
}
