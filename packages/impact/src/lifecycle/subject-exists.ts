import { subjectParts, type Deprecation, type Relation, type Snapshot } from '@rowpact/model';

/** Whether a schema has what an announcement names. */
export function subjectExists({ kind, subject }: Pick<Deprecation, 'kind' | 'subject'>, snapshot: Snapshot): boolean {
  const parts = subjectParts(kind, subject);
  if (parts.kind === 'enum value')
    return snapshot.enums.some(({ id, labels }) => id === parts.type && labels.includes(parts.label));
  const relation = snapshot.relations.find(({ id }) => id === parts.relation);
  if (!relation || parts.kind === 'table') return relation !== undefined;
  if (parts.kind === 'constraint') return constraintNames(relation).includes(parts.constraint);
  const column = relation.columns.find(({ name }) => name === parts.column);
  if (!column || parts.kind === 'column') return column !== undefined;
  return column.default !== null || column.identity !== null || column.generated !== null;
}

export function constraintNames({ primaryKey, uniques, foreignKeys, checks, exclusions }: Relation): readonly string[] {
  const all = [...(primaryKey ? [primaryKey] : []), ...uniques, ...foreignKeys, ...checks, ...exclusions];
  return all.map(({ name }) => name);
}
