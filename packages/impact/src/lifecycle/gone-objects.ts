import {
  byCodeUnit,
  columnId,
  partsOf,
  quoteIdentifier,
  subjectParts,
  type Change,
  type Deprecation,
  type LifecycleKind,
  type Relation,
  type RelationId,
  type Snapshot,
} from '@rowpact/model';
import { constraintNames, subjectExists } from './subject-exists.js';

/** Something that the schema had and has no more under its name, and the change that did it where one can be told. */
export interface GoneObject {
  readonly kind: LifecycleKind;
  readonly subject: string;
  readonly change: Change | null;
}

interface Schemas {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly changes: readonly Change[];
}

/**
 * What is gone, sorted by subject. What goes with something else that is gone is not told apart: the columns of a table, the
 * same column of a partition, a constraint on a column.
 * @param announced announced things count wherever they went
 */
export function goneObjects(schemas: Schemas, announced: readonly Deprecation[]): readonly GoneObject[] {
  const found = new Map<string, Pick<GoneObject, 'kind' | 'subject'>>();
  const add = (kind: LifecycleKind, subject: string): unknown => found.set(`${kind} ${subject}`, { kind, subject });
  const after = new Map(schemas.after.relations.map((relation) => [relation.id, relation]));
  for (const relation of schemas.before.relations) {
    const now = after.get(relation.id);
    if (!now) add('table', relation.id);
    else for (const { kind, name } of goneParts(relation, now)) add(kind, columnId(relation.id, name));
  }
  for (const { id, labels } of schemas.before.enums) {
    const now = schemas.after.enums.find((type) => type.id === id);
    for (const label of now ? labels.filter((one) => !now.labels.includes(one)) : [])
      add('enum value', `${id}.${quoteIdentifier(label)}`);
  }
  const own = [...found.values()].filter((one) => !goesWithAnother(one, found, schemas));
  const named = announced
    .filter((one) => subjectExists(one, schemas.before) && !subjectExists(one, schemas.after))
    .filter((one) => one.kind === 'enum value' || !found.has(`table ${relationOf(one) ?? ''}`));
  const all = new Map([...own, ...named].map(({ kind, subject }) => [`${kind} ${subject}`, { kind, subject }]));
  return [...all.values()]
    .sort((left, right) => byCodeUnit(left.subject, right.subject) || byCodeUnit(left.kind, right.kind))
    .map((one) => ({ ...one, change: changeBehind(one, schemas.changes) }));
}

interface Part {
  readonly kind: 'column' | 'default' | 'constraint';
  readonly name: string;
}

function goneParts(before: Relation, after: Relation): readonly Part[] {
  const columns = new Map(after.columns.map((column) => [column.name, column]));
  const constraints = new Set(constraintNames(after));
  return [
    ...before.columns.flatMap((column): readonly Part[] => {
      const now = columns.get(column.name);
      if (!now) return [{ kind: 'column', name: column.name }];
      const supplied = now.default !== null || now.identity !== null || now.generated !== null;
      return column.default !== null && !supplied ? [{ kind: 'default', name: column.name }] : [];
    }),
    ...constraintNames(before)
      .filter((name) => !constraints.has(name))
      .map((name): Part => ({ kind: 'constraint', name })),
  ];
}

type Named = Pick<GoneObject, 'kind' | 'subject'>;

function goesWithAnother(one: Named, gone: ReadonlyMap<string, unknown>, { before, changes }: Schemas): boolean {
  const parts = subjectParts(one.kind, one.subject);
  if (parts.kind === 'enum value') return false;
  const relation = before.relations.find(({ id }) => id === parts.relation);
  const parents = relation
    ? [...(relation.partitionOf ? [relation.partitionOf.parent] : []), ...relation.inherits]
    : [];
  if (parts.kind === 'table') return parents.some((parent) => gone.has(`table ${parent}`));
  const name = parts.kind === 'constraint' ? parts.constraint : parts.column;
  if (parents.some((parent) => gone.has(`${one.kind} ${columnId(parent, name)}`))) return true;
  if (parts.kind !== 'constraint') return false;
  const dropped = changes.find(
    (change) =>
      change.kind === 'constraint-dropped' && change.relation === parts.relation && change.before.name === name,
  );
  const columns = dropped?.kind === 'constraint-dropped' ? dropped.before : null;
  const target = columns?.references?.relation;
  return (
    (target !== undefined && gone.has(`table ${target}`)) ||
    (columns?.columns.some((column) => gone.has(`column ${columnId(parts.relation, column)}`)) ?? false)
  );
}

function relationOf({ kind, subject }: Named): RelationId | null {
  const parts = subjectParts(kind, subject);
  return parts.kind === 'enum value' || parts.kind === 'table' ? null : parts.relation;
}

/** The change that took the name away: the nearest to the object itself. */
function changeBehind({ kind, subject }: Named, changes: readonly Change[]): Change | null {
  const parts = subjectParts(kind, subject);
  const own = changes.findLast((change) => isAbout(change, parts));
  if (own) return own;
  if (parts.kind === 'enum value')
    return changes.findLast((change) => 'type' in change && change.type === parts.type) ?? null;
  const { schema } = partsOf(parts.relation);
  return (
    changes.findLast((change) => change.kind === 'relation-replaced' && change.relation === parts.relation) ??
    changes.findLast((change) => change.kind === 'view-definition-changed' && change.relation === parts.relation) ??
    changes.findLast(
      (change) => (change.kind === 'schema-dropped' || change.kind === 'schema-renamed') && change.schema === schema,
    ) ??
    null
  );
}

function isAbout(change: Change, parts: ReturnType<typeof subjectParts>): boolean {
  switch (change.kind) {
    case 'relation-dropped':
    case 'relation-renamed':
      return parts.kind === 'table' && change.relation === parts.relation;
    case 'column-dropped':
    case 'column-renamed':
      return parts.kind === 'column' && change.relation === parts.relation && change.column === parts.column;
    case 'column-default-changed':
    case 'column-identity-changed':
    case 'column-generated-changed':
      return parts.kind === 'default' && change.relation === parts.relation && change.column === parts.column;
    case 'constraint-dropped':
    case 'constraint-renamed':
      return (
        parts.kind === 'constraint' && change.relation === parts.relation && change.before.name === parts.constraint
      );
    case 'enum-label-removed':
    case 'enum-label-renamed':
      return parts.kind === 'enum value' && change.type === parts.type && change.label === parts.label;
    default:
      return false;
  }
}
