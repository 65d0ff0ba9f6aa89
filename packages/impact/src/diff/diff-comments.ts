import { columnId, displayName, quoteIdentifier, type Column } from '@rowpact/model';
import type { Comparison } from './comparison.js';
import { found, type FoundChange } from './found-change.js';
import type { RelationPair } from './pair-relations.js';

/** Comments of what is there before and after: of schemas, relations, columns and types. */
export function diffComments(comparison: Comparison): readonly FoundChange[] {
  const { before, after, names, relations } = comparison;
  const subjects = relations.pairs.filter(({ scope }) => scope !== 'beneath').flatMap(ofRelation);
  const [old, now] = [before.state.snapshot, after.state.snapshot];
  const comments = new Map(now.schemas.map(({ name, comment }) => [name, comment]));
  for (const { name, comment } of old.schemas) {
    const after = comments.get(name);
    if (after !== undefined && after !== comment) subjects.push(`schema ${quoteIdentifier(name)}`);
  }
  const typesAfter = [...now.enums, ...now.domains, ...now.composites, ...now.ranges];
  const commentsAfter = new Map(typesAfter.map(({ id, comment }) => [id, comment]));
  for (const { id, comment } of [...old.enums, ...old.domains, ...old.composites, ...old.ranges]) {
    const after = commentsAfter.get(names.type(id));
    if (after !== undefined && after !== comment) subjects.push(displayName(id));
  }
  return subjects.map((subject) => found({ kind: 'comment-changed', subject }));

  function ofRelation({ name, before: was, after: is, same }: RelationPair): readonly string[] {
    const words: string[] = [];
    if (was.relation.comment !== is.relation.comment) words.push(displayName(name));
    const alike = (column: Column, at: number): boolean => is.relation.columns[at]?.comment === column.comment;
    if (is.relation.columns.length === was.relation.columns.length && was.relation.columns.every(alike)) return words;
    const columns = new Map(is.relation.columns.map((column) => [column.name, column.comment]));
    for (const { name: column, comment } of was.relation.columns) {
      const after = columns.get(same ? names.column(was.id, column) : column);
      if (after !== undefined && after !== comment) words.push(displayName(columnId(name, column)));
    }
    return words;
  }
}
