import type { Change, RelationAccess, RelationId } from '@rowpact/model';
import type { StatementAt } from '../rule.js';
import { accessesBefore, takenAfter } from '../rules/statement-facts.js';
import { rowsWritten, type WrittenRow } from './rows-written.js';
import { nameAfter, withParents } from './schema-facts.js';

/** The rows that a statement writes into a relation after the changes, which must then take it. `relation`: its name after them. */
export function rowsInto(at: StatementAt, relation: RelationId): readonly WrittenRow[] {
  return takenAfter(at) ? rowsWritten(at.after, relation, at.statement.text) : [];
}

/** Rows that may end up in a relation because they are written into a table above it; none where they are written directly. */
export function rowsIntoParents(at: StatementAt, relation: RelationId): readonly WrittenRow[] {
  const [own = relation, ...parents] = withParents(at.question.after, relation);
  if (rowsInto(at, own).length > 0) return [];
  return parents.flatMap((parent) => rowsInto(at, parent));
}

/** Whether it inserts into, updates or deletes from a relation (its name before the changes), also through a view. */
export function writesTo(at: StatementAt, relation: RelationId, what: 'insert' | 'update' | 'delete'): boolean {
  return writing(at, relation, what).length > 0;
}

export function writing(
  at: Pick<StatementAt, 'before' | 'statement'>,
  relation: RelationId,
  what: 'insert' | 'update' | 'delete',
): readonly RelationAccess[] {
  return accessesBefore(at).filter((access) => access.relation === relation && does(access, what));
}

export function does(access: RelationAccess, what: 'insert' | 'update' | 'delete'): boolean {
  if (what === 'insert') return access.insert.length > 0 || access.omitted !== null;
  return what === 'update' ? access.update.length > 0 : access.deletes;
}

/** What a relation of a change is called after all changes: the change names it as it was before, where it was there. */
export function relationAfter(at: StatementAt, relation: RelationId): RelationId | null {
  return nameAfter(at.question, relation);
}

/** Whether another change of the same kind says of the parent what this one says of its partition. */
export function saidOfParent(at: StatementAt, change: Change & { readonly relation: RelationId }): boolean {
  const [, ...parents] = withParents(at.question.after, relationAfter(at, change.relation) ?? change.relation);
  return at.question.changes.some(
    (other) => other.kind === change.kind && 'relation' in other && parents.includes(other.relation),
  );
}
