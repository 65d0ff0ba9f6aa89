import { knownText } from '../value/text.js';
import type { Closure, ObjectValue, Value } from '../value/value.js';

/** An object's member as it is written; null where it has none, or a method. */
export function memberClosure(object: ObjectValue, name: string): Closure | null {
  const member = object.members.get(name);
  return member === undefined || 'kind' in member ? null : member;
}

/** The names of the columns that a value tells: a list of names, the keys of an object or of the first of several. */
export function columnsOf(value: Value): readonly string[] | null {
  if (value.kind === 'object') return value.complete && value.members.size > 0 ? [...value.members.keys()] : null;
  if (value.kind !== 'list' || value.items.length === 0) return null;
  const [first] = value.items;
  if (first?.kind === 'object') return columnsOf(first);
  const names = value.items.map(knownText);
  return value.complete && names.every((name) => name !== null) ? names : null;
}
