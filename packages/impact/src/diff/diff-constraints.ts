import type { ConstraintDetail } from '@rowpact/model';
import { nameBefore, type Comparison } from './comparison.js';
import { found, row, type FoundChange } from './found-change.js';
import { matchMembers, type KeyOf } from './match-members.js';
import type { NamesAfter } from './names-after.js';
import type { RelationPair } from './pair-relations.js';

/** What became of the constraints of a relation: by identity, then by name, then (of two relations of one name) by what they say. */
export function diffConstraints(pair: RelationPair, { names, cascades }: Comparison): readonly FoundChange[] {
  const relation = pair.name;
  const { kept, gone, added } = matchMembers(pair.before.constraints, pair.after.constraints, memberKeys(pair.same));
  const changes: FoundChange[] = [];
  for (const constraint of gone) {
    const cascaded = cascades.constraint(constraint);
    changes.push(
      found(
        { kind: 'constraint-dropped', relation, before: constraint, cascaded },
        row('pg_constraint', constraint.oid),
      ),
    );
  }
  for (const constraint of added)
    changes.push(
      found({ kind: 'constraint-added', relation, after: constraint }, row('pg_constraint', constraint.oid)),
    );
  for (const [before, after] of kept) {
    const touched = row('pg_constraint', after.oid, before.oid);
    if (before.name !== after.name)
      changes.push(found({ kind: 'constraint-renamed', relation, before, to: after.name }, touched));
    if (!sameConstraint(before, after, names))
      changes.push(found({ kind: 'constraint-changed', relation, before, after }, touched));
  }
  return changes;
}

/**
 * Foreign keys of new relations to those that were there before: what is deleted there meets them. Whatever else a new relation
 * brings is nobody's concern yet.
 */
export function diffNewReferences(comparison: Comparison): readonly FoundChange[] {
  return comparison.relations.created.flatMap(({ id, constraints }) =>
    constraints
      .filter(
        ({ references }) =>
          references && comparison.before.relationsById.has(nameBefore(comparison, references.relation)),
      )
      .map((after) => found({ kind: 'constraint-added', relation: id, after }, row('pg_constraint', after.oid))),
  );
}

/** Of one relation the oid tells what is the same; of two that have one name, the definition finds what has only another name. */
export function memberKeys<Member extends { readonly oid: number; readonly name: string; readonly definition: string }>(
  same: boolean,
): readonly KeyOf<Member>[] {
  const byName = ({ name }: Member): string => name;
  if (same) return [({ oid }) => oid, byName];
  return [byName, ({ definition, name }) => definition.replace(name, '')];
}

function sameConstraint(before: ConstraintDetail, after: ConstraintDetail, names: NamesAfter): boolean {
  return (
    before.kind === after.kind &&
    before.deferrable === after.deferrable &&
    before.deferred === after.deferred &&
    before.validated === after.validated &&
    before.enforced === after.enforced &&
    sameReference(before, after, names) &&
    names.sameText(before.definition, after.definition, [before.name, after.name])
  );
}

/** The definition names columns and tables too, but not so that two tables of one name in two schemas could not be mistaken. */
function sameReference(
  { references: before }: ConstraintDetail,
  { references: after }: ConstraintDetail,
  names: NamesAfter,
): boolean {
  if (before === null || after === null) return before === after;
  return (
    (before.relation === after.relation || names.relation(before.relation) === after.relation) &&
    before.onDelete === after.onDelete &&
    before.onUpdate === after.onUpdate
  );
}
