import {
  byCodeUnit,
  columnId,
  partsOf,
  quoteIdentifier,
  subjectParts,
  type CascadeItem,
  type Change,
  type RelationId,
} from '@rowpact/model';
import type { GoneObject } from './gone-objects.js';

/** Something that fell with a dropped object, as `cascade:` names it. */
export type FallenItem = CascadeItem;

/**
 * What fell with an object in its statement without being named, sorted; its own parts left out: a constraint or an index on
 * nothing but dropped columns, and everything that stands on a dropped table.
 * @param drop the change that dropped it
 */
export function fallenItems(gone: GoneObject, drop: Change, changes: readonly Change[]): readonly FallenItem[] {
  const together = changes.filter((change) => change !== drop && sameStatement(change, drop));
  const found = together
    .filter((change) => isFallen(change) && !isOwn(change, gone, [drop, ...together]))
    .flatMap((change) => itemOf(change) ?? []);
  const distinct = new Map(found.map((item) => [`${item.kind} ${item.name}`, item]));
  const relations = new Set(found.filter(({ kind }) => OF_RELATION.has(kind)).map(({ name }) => name));
  return [...distinct.entries()]
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([, item]) => item)
    .filter(({ kind, name }) => kind !== 'column' || !relations.has(name.slice(0, name.lastIndexOf('.'))));
}

/** Whether two names mean the same thing: people need not tell a view from a materialised one, or a domain from a type. */
export function sameItem(left: FallenItem, right: FallenItem): boolean {
  return left.name === right.name && classOf(left.kind) === classOf(right.kind);
}

function classOf(kind: CascadeItem['kind']): string {
  if (OF_RELATION.has(kind)) return 'relation';
  if (kind === 'domain') return 'type';
  return kind === 'procedure' || kind === 'aggregate' ? 'function' : kind;
}

const OF_RELATION: ReadonlySet<string> = new Set(['view', 'materialized view', 'table', 'foreign table']);

/** What carries no mark of its own fell, if it went in the same statement. */
function isFallen(change: Change): boolean {
  return 'cascaded' in change ? change.cascaded : true;
}

export function sameStatement(left: Change, right: Change): boolean {
  const [own, other] = [left.origin?.location, right.origin?.location];
  if (own === undefined || other === undefined) return false;
  return own.file === other.file && own.line === other.line && own.column === other.column;
}

function isOwn(change: Change, { kind, subject }: GoneObject, together: readonly Change[]): boolean {
  const parts = subjectParts(kind, subject);
  if (parts.kind === 'enum value') return false;
  if (change.kind === 'sequence-dropped') return ownedBy(change, parts.relation);
  if (!('relation' in change) || change.relation !== parts.relation) return false;
  if (parts.kind === 'table') return true;
  if (change.kind !== 'constraint-dropped' && change.kind !== 'index-dropped') return false;
  if (change.before.name === (parts.kind === 'constraint' ? parts.constraint : null)) return true;
  const dropped = new Set(
    together.flatMap((one) => (one.kind === 'column-dropped' && one.relation === parts.relation ? [one.column] : [])),
  );
  return change.before.columns.length > 0 && change.before.columns.every((one) => one !== null && dropped.has(one));
}

function ownedBy(change: Extract<Change, { readonly kind: 'sequence-dropped' }>, relation: RelationId): boolean {
  return change.before.ownedBy?.relation === relation;
}

function itemOf(change: Change): FallenItem | null {
  switch (change.kind) {
    case 'relation-dropped':
      return { kind: change.before === 'partitioned table' ? 'table' : change.before, name: change.relation };
    case 'column-dropped':
      return { kind: 'column', name: columnId(change.relation, change.column) };
    case 'column-default-changed':
      return change.after === null ? { kind: 'default', name: columnId(change.relation, change.column) } : null;
    case 'constraint-dropped':
      return { kind: 'constraint', name: columnId(change.relation, change.before.name) };
    case 'index-dropped':
      return change.before.unique && !change.before.ofConstraint
        ? {
            kind: 'index',
            name: `${quoteIdentifier(partsOf(change.relation).schema)}.${quoteIdentifier(change.before.name)}`,
          }
        : null;
    case 'trigger-dropped':
      return change.disabled ? null : { kind: 'trigger', name: columnId(change.relation, change.before.name) };
    case 'policy-dropped':
      return { kind: 'policy', name: columnId(change.relation, change.before.name) };
    case 'rule-dropped':
      return { kind: 'rule', name: columnId(change.relation, change.before.name) };
    case 'sequence-dropped':
      return { kind: 'sequence', name: change.before.id };
    case 'type-dropped':
      return { kind: 'type', name: change.type };
    case 'routine-dropped':
      return { kind: routineKind(change.before.kind), name: change.before.signature };
    default:
      return null;
  }
}

function routineKind(kind: 'function' | 'procedure' | 'aggregate' | 'window'): 'function' | 'procedure' | 'aggregate' {
  return kind === 'window' ? 'function' : kind;
}
