import { byCodeUnit, canonicalJson, type SchemaChange } from '@rowpact/model';
import type { FoundChange } from './found-change.js';

/** By what is changed, then by kind, then by the name of the part: one order for every run. */
export function sortChanges(changes: readonly FoundChange[]): readonly FoundChange[] {
  return changes
    .map((one) => ({ one, place: placeOf(one.change), kind: one.change.kind }))
    .sort(
      (left, right) =>
        byCodeUnit(left.place.object, right.place.object) ||
        byCodeUnit(left.kind, right.kind) ||
        byCodeUnit(left.place.part, right.place.part) ||
        byCodeUnit(canonicalJson(left.one.change), canonicalJson(right.one.change)),
    )
    .map(({ one }) => one);
}

interface ChangePlace {
  readonly object: string;
  readonly part: string;
}

function placeOf(change: SchemaChange): ChangePlace {
  if ('relation' in change) return { object: change.relation, part: partOf(change) };
  if ('type' in change) return { object: change.type, part: partOf(change) };
  if ('object' in change) return { object: change.object, part: 'grantee' in change ? change.grantee : change.name };
  if ('role' in change) return { object: change.role ?? '', part: 'setting' in change ? change.setting : '' };
  return { object: objectOf(change), part: '' };
}

type Other = Exclude<
  SchemaChange,
  | { readonly relation: unknown }
  | { readonly type: unknown }
  | { readonly object: unknown }
  | { readonly role: unknown }
>;

function objectOf(change: Other): string {
  if ('schema' in change) return change.schema;
  if ('subject' in change) return change.subject;
  if ('extension' in change) return change.extension;
  if ('publication' in change) return change.publication;
  if ('migration' in change) return change.migration;
  if ('relations' in change) return change.relations.join();
  const holder = 'before' in change ? change.before : change.after;
  return 'signature' in holder ? holder.signature : holder.id;
}

/** The column, constraint, trigger, label or attribute that it is about. */
function partOf(change: SchemaChange): string {
  if ('column' in change) return change.column;
  if ('child' in change) return change.child;
  if ('label' in change) return change.label;
  if ('attribute' in change) return change.attribute;
  if ('check' in change) return change.check.name;
  for (const side of ['before', 'after'] as const) {
    const value: unknown = side in change ? (change as unknown as Record<string, unknown>)[side] : undefined; // any kind's member
    if (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string')
      return value.name;
  }
  return '';
}
