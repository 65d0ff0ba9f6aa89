import {
  arrayOf,
  type Draft,
  type DraftProperty,
  isNullable,
  JSON_NULL,
  mapOf,
  NOTHING,
  notNull,
  objectOf,
  orNull,
  UNKNOWN,
  unionOf,
} from './draft.js';

/** What `json_strip_nulls` leaves: no key whose value is null, at any depth; what is null as a whole stays. */
export function stripNulls(draft: Draft, inArrays: boolean): Draft {
  const strip = (part: Draft): Draft => stripNulls(part, inArrays);
  switch (draft.kind) {
    case 'object':
      return { ...draft, properties: draft.properties.map((property) => stripProperty(property, strip)) };
    case 'map':
      return { ...draft, value: notNull(strip(draft.value)) };
    case 'array': {
      const element = strip(draft.element);
      return { ...draft, element: inArrays ? notNull(element) : element };
    }
    case 'union':
      return { ...draft, members: draft.members.map(strip) };
    case 'scalar':
    case 'unknown':
      return draft;
  }
}

function stripProperty({ name, always, value }: DraftProperty, strip: (part: Draft) => Draft): DraftProperty {
  return { name, always: always && !isNullable(value), value: notNull(strip(value)) };
}

/** Beyond so many pairs of what either side may be, nothing is said. */
const MOST_PAIRS = 16;

/** What `||` makes of two jsonb values; said only of two objects and of two arrays. */
export function concatenated(left: Draft, right: Draft): Draft {
  if (isNullable(left) || isNullable(right)) return UNKNOWN;
  const [lefts, rights] = [membersOf(left), membersOf(right)];
  if (lefts.length * rights.length > MOST_PAIRS) return UNKNOWN;
  return unionOf(lefts.flatMap((one) => rights.map((other) => concatenatedPair(one, other))));
}

function membersOf(draft: Draft): readonly Draft[] {
  return draft.kind === 'union' ? draft.members : [draft];
}

function concatenatedPair(left: Draft, right: Draft): Draft {
  if (left.kind === 'array' && right.kind === 'array') return arrayOf(unionOf([left.element, right.element]));
  if (left.kind === 'object' && right.kind === 'object')
    return objectOf([...left.properties, ...right.properties], 'last');
  const values = [valueOfAny(left), valueOfAny(right)];
  return values.includes(null) ? UNKNOWN : mapOf(unionOf(values.flatMap((value) => value ?? [])));
}

/** What stands under any key of an object; null for what is none. */
function valueOfAny(draft: Draft): Draft | null {
  if (draft.kind === 'map') return draft.value;
  return draft.kind === 'object' ? unionOf(draft.properties.map(({ value }) => value)) : null;
}

/** What `->` takes out of an object by its key, where that is not SQL's NULL. */
export function fieldOf(draft: Draft, key: string | null): Draft {
  switch (draft.kind) {
    case 'object':
      if (key === null) return valueOfAny(draft) ?? UNKNOWN;
      return draft.properties.find(({ name }) => name === key)?.value ?? NOTHING;
    case 'map':
      return draft.value;
    case 'union':
      return unionOf(draft.members.map((member) => fieldOf(member, key)));
    case 'array':
    case 'scalar':
      return NOTHING;
    case 'unknown':
      return draft;
  }
}

/** What `->` takes out of an array by its place, where that is not SQL's NULL: jsonb takes a scalar for an array of one. */
export function elementOf(draft: Draft): Draft {
  switch (draft.kind) {
    case 'array':
      return isNullable(draft) ? orNull(draft.element) : draft.element;
    case 'union': {
      const element = unionOf(draft.members.map(elementOf));
      return isNullable(draft) ? orNull(element) : element;
    }
    case 'object':
    case 'map':
      return isNullable(draft) ? JSON_NULL : NOTHING;
    case 'scalar':
    case 'unknown':
      return draft;
  }
}
