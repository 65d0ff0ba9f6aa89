import { columnId, displayName, type Column, type ForeignKey, type Relation, type TypeRef } from '@rowpact/model';
import type { Announcements } from './announcements.js';
import { codeSpan, docComment } from './doc-comment.js';

/**
 * Documents the columns of one relation: comment, PostgreSQL type, keys, where the value comes from.
 * @param domainBase the type below a domain, null for any other.
 */
export function columnDocs(
  relation: Relation,
  domainBase: (type: TypeRef) => TypeRef | null,
  announcements: Announcements,
): (column: Column, isTextArray: boolean) => string {
  const keys = new Set(relation.primaryKey?.columns);
  const targets = foreignKeyTargets(relation.foreignKeys);
  return (column, isTextArray) => {
    const base = domainBase(column.type);
    const facts = [
      codeSpan(column.type.display) + (base ? ` over ${codeSpan(base.display)}` : ''),
      ...(isTextArray ? ['read as text'] : []),
      ...(keys.has(column.name) ? ['primary key'] : []),
      ...(targets.get(column.name) ?? []),
      ...origin(column),
    ];
    const byDefault = announcements.byDefault(relation.id, column.name);
    return docComment(column.comment, facts.join(', '), '  ', {
      deprecated: announcements.column(relation.id, column.name),
      notes: byDefault === null ? [] : [byDefault],
    });
  };
}

function origin({ default: byDefault, identity, generated }: Column): readonly string[] {
  if (generated) return [`generated always as ${codeSpan(generated.expression)}`];
  if (identity) return [`identity, generated ${identity}`];
  return byDefault === null ? [] : [`default ${codeSpan(byDefault)}`];
}

function foreignKeyTargets(foreignKeys: readonly ForeignKey[]): ReadonlyMap<string, readonly string[]> {
  const targets = new Map<string, string[]>();
  for (const { columns, references } of foreignKeys) {
    columns.forEach((column, index) => {
      const target = columnId(references.relation, references.columns[index] ?? '');
      const text = `references ${codeSpan(displayName(target))}`;
      const known = targets.get(column) ?? [];
      if (!known.includes(text)) targets.set(column, [...known, text]);
    });
  }
  return targets;
}
