import { byCodeUnit, DEFAULT_SCHEMA, displayName, type Relation } from '@rowpact/model';
import type { Announcements } from './announcements.js';
import { codeSpan, docComment } from './doc-comment.js';
import { IdentifierNode, InterfaceDeclarationNode, ObjectExpressionNode } from './kysely-codegen.js';
import { ColumnPropertyNode } from './nodes.js';
import type { DocumentedInterface, NamedRelation } from './relation-interfaces.js';

/**
 * Kysely's map of tables. Kysely reads a table's name as text, so one with a dot or ` as ` in it means something else there;
 * such a relation is left out, and the comment says so.
 */
export function kyselyDatabase(
  relations: readonly NamedRelation[],
  announcements: Pick<Announcements, 'relation'>,
): DocumentedInterface {
  const named = relations.filter(({ relation }) => canBeNamed(relation));
  const unnamed = relations.filter(({ relation }) => !canBeNamed(relation));
  const properties = named
    .map(({ relation, base }) => {
      const key = relation.schema === DEFAULT_SCHEMA ? relation.name : `${relation.schema}.${relation.name}`;
      const doc = docComment(null, '', '  ', { deprecated: announcements.relation(relation.id), notes: [] });
      return new ColumnPropertyNode(key, new IdentifierNode(`${base}Table`), doc, false);
    })
    .sort((left, right) => byCodeUnit(left.key, right.key));
  const left = unnamed.map(({ relation }) => codeSpan(displayName(relation.id))).join(', ');
  const facts = `The tables for Kysely.${left === '' ? '' : ` Left out, for Kysely cannot name them: ${left}.`}`;
  return {
    doc: docComment(null, facts, ''),
    node: new InterfaceDeclarationNode(new IdentifierNode('Database'), new ObjectExpressionNode(properties)),
  };
}

function canBeNamed({ schema, name }: Relation): boolean {
  return ![schema, name].some((part) => part.includes('.') || part.includes(' as ') || part.trim() !== part);
}
