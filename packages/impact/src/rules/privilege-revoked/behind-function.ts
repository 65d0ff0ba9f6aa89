import type { RelationId } from '@rowpact/model';
import { holds, type KnownRole } from '../../access/rights.js';
import type { StatementAt } from '../../rule.js';
import { detailOf, nameAfter, routineIn } from '../../writing/schema-facts.js';
import { asCaller } from '../row-security/as-caller.js';
import { analysisBefore } from '../statement-facts.js';
import type { Revoked } from './needs-right.js';

/**
 * Whether the statement calls a function that uses the relation with the rights of who calls it, and the role has the right no more:
 * PostgreSQL plans such a call without looking into the function. A right on the columns that the function names is enough.
 */
export function neededBehind(change: Revoked, role: KnownRole, at: StatementAt): boolean {
  if (change.on !== 'relation') return false;
  const { after } = at.question;
  // The object of a right on a relation is its id.
  const relation = change.object as RelationId;
  const detail = detailOf(after, nameAfter(at.question, relation) ?? relation);
  if (detail === null || holds(role, detail, [change.privilege]) || !asCaller(at, relation).behind) return false;
  if (change.privilege !== 'SELECT' && !writesIn(change.privilege, at)) return false;
  const granted = detail.columnPrivileges
    .filter(({ grantee, privilege }) => privilege === change.privilege && role.acting.has(grantee))
    .map(({ column }) => column);
  const named = namedColumns(relation, at);
  return granted.length === 0 || named === null || named.some((column) => !granted.includes(column));
}

/** Whether a function that the statement calls has such a statement in its body. */
function writesIn(privilege: string, at: StatementAt): boolean {
  const called = analysisBefore(at)?.functions ?? [];
  return called.some((signature) =>
    new RegExp(`\\b${privilege}\\b`, 'iu').test(routineIn(at.question.before, signature)?.body ?? ''),
  );
}

/** The relation's columns that the functions name; null where nobody looked. */
function namedColumns(relation: RelationId, at: StatementAt): readonly string[] | null {
  const called = analysisBefore(at)?.functions ?? [];
  const { before, after } = at.question.routines;
  const seen = [...after, ...before].filter(({ signature }) => called.includes(signature));
  return seen.length === 0 ? null : seen.flatMap(({ columns }) => columns[relation] ?? []);
}
