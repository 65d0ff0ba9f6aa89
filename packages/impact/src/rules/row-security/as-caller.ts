import type { RelationAccess, RelationId } from '@rowpact/model';
import type { StatementAt } from '../../rule.js';
import { detailOf, routineIn } from '../../writing/schema-facts.js';
import { accessesTo, analysisBefore } from '../statement-facts.js';

/**
 * How a statement reaches a relation with the rights of its own role: by its name, or through views that act as who asks. `behind`:
 * a function that acts as who calls it reads the relation.
 */
export function asCaller(
  at: StatementAt,
  relation: RelationId,
): { readonly accesses: readonly RelationAccess[]; readonly behind: boolean } {
  const { before, routines } = at.question;
  const accesses = accessesTo(at, relation).filter(({ through }) =>
    through.every((view) => isOn(detailOf(before, view)?.options['security_invoker'])),
  );
  const called = analysisBefore(at)?.functions ?? [];
  const behind = called.some((signature) => {
    const routine = routineIn(before, signature);
    if (routine === null || routine.securityDefiner) return false;
    const seen = [...routines.before, ...routines.after].find((one) => one.signature === signature);
    return seen === undefined ? mentions(routine.body, relation) : seen.relations.includes(relation);
  });
  return { accesses, behind };
}

function isOn(option: string | undefined): boolean {
  return option !== undefined && /^(?:true|on|1|yes)$/iu.test(option);
}

/** Where nobody looked into the body, its words decide. */
function mentions(body: string, relation: RelationId): boolean {
  const name = relation.split('.').at(-1)?.replaceAll('"', '') ?? relation;
  return new RegExp(`(?<![\\w$])${name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}(?![\\w$])`, 'iu').test(body);
}
