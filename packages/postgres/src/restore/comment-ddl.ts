import { quoteIdentifier, quoteLiteral, type Relation, type Snapshot } from '@rowpact/model';
import { plainStep, type Step } from './restore-step.js';

/** The comments on everything but schemas. */
export function commentSteps(snapshot: Snapshot): readonly Step[] {
  return [
    ...snapshot.relations.flatMap(relationComments),
    ...[...snapshot.enums, ...snapshot.composites, ...snapshot.ranges].flatMap(({ id, comment }) =>
      on('TYPE', id, comment),
    ),
    ...snapshot.domains.flatMap(({ id, comment }) => on('DOMAIN', id, comment)),
  ];
}

function relationComments({ id, kind, comment, columns }: Relation): readonly Step[] {
  const word = kind === 'view' || kind === 'materialized view' ? kind.toUpperCase() : 'TABLE';
  return [
    ...on(word, id, comment),
    ...columns.flatMap((column) => on('COLUMN', `${id}.${quoteIdentifier(column.name)}`, column.comment)),
  ];
}

function on(kind: string, name: string, comment: string | null): readonly Step[] {
  if (comment === null) return [];
  const loss = { of: name, text: `the comment on ${name} is not restored` };
  return [plainStep(`COMMENT ON ${kind} ${name} IS ${quoteLiteral(comment)}`, loss)];
}
