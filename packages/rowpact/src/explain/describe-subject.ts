import { displayName, type Relation, type RelationId, type Snapshot } from '@rowpact/model';
import type { Subject } from './subject.js';

/** What the schema says of a subject in a few words; null where it does not have it. */
export function describeSubject(subject: Subject, snapshot: Snapshot): string | null {
  switch (subject.kind) {
    case 'column':
      return describeColumn(relationOf(subject.relation, snapshot), subject.column);
    case 'relation': {
      const relation = relationOf(subject.relation, snapshot);
      return relation ? `${relation.kind}, ${relation.columns.length} columns` : null;
    }
    case 'type': {
      const labels = snapshot.enums.find(({ id }) => id === subject.type)?.labels;
      if (labels) return `enum of ${labels.map((label) => `'${label}'`).join(', ')}`;
      const domain = snapshot.domains.find(({ id }) => id === subject.type);
      if (domain) return `domain over ${domain.base.display}`;
      if (snapshot.composites.some(({ id }) => id === subject.type)) return 'composite type';
      const range = snapshot.ranges.find(({ id }) => id === subject.type);
      return range ? `range of ${range.subtype.display}` : null;
    }
    default:
      return subject satisfies never;
  }
}

function relationOf(id: RelationId, { relations }: Snapshot): Relation | undefined {
  return relations.find((relation) => relation.id === id);
}

function describeColumn(relation: Relation | undefined, name: string): string | null {
  const column = relation?.columns.find((one) => one.name === name);
  if (!relation || !column) return null;
  const isKey = relation.primaryKey?.columns.includes(name) ?? false;
  const references = relation.foreignKeys.find(({ columns }) => columns.includes(name));
  const target = references?.references;
  const at = references?.columns.indexOf(name) ?? 0;
  return [
    column.type.display,
    column.nullable ? 'nullable' : 'not null',
    ...(isKey ? ['primary key'] : []),
    ...(target ? [`references ${displayName(target.relation)}.${target.columns[at] ?? ''}`] : []),
    ...(column.generated ? ['generated'] : []),
  ].join(', ');
}
