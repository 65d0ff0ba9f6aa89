import {
  displayName,
  partsOf,
  quoteIdentifier,
  quoteLiteral,
  type Relation,
  type RelationId,
  type Snapshot,
  subjectParts,
  type TypeId,
} from '@rowpact/model';
import { commentLine } from './comment-lines.js';
import type { DroppedObject } from './dropped-object.js';
import { fallingStatements } from './falling-statements.js';

/** The SQL that drops something, after what its announcement says falls with it; names quoted where SQL needs it. */
export function dropStatement(
  { kind, subject, announced }: Pick<DroppedObject, 'kind' | 'subject' | 'announced'>,
  snapshot: Snapshot,
): string {
  return [...fallingStatements(announced?.cascade ?? []), ...ownStatements(kind, subject, snapshot)]
    .map((line) => `${line}\n`)
    .join('');
}

function ownStatements(kind: DroppedObject['kind'], subject: string, snapshot: Snapshot): readonly string[] {
  const parts = subjectParts(kind, subject);
  switch (parts.kind) {
    case 'enum value':
      return withoutLabel(parts.type, parts.label, snapshot);
    case 'table':
      return [`DROP ${objectWord(relationOf(parts.relation, snapshot))} ${displayName(parts.relation)};`];
    case 'column':
      return withoutColumn(parts.relation, parts.column, snapshot);
    case 'constraint':
      return [`${alter(parts.relation, snapshot)} DROP CONSTRAINT ${quoteIdentifier(parts.constraint)};`];
    case 'default':
      return [withoutDefault(parts.relation, parts.column, snapshot)];
    default:
      return parts satisfies never;
  }
}

function relationOf(id: RelationId, { relations }: Snapshot): Relation | undefined {
  return relations.find((relation) => relation.id === id);
}

function objectWord(relation: Relation | undefined): string {
  return relation === undefined || relation.kind === 'partitioned table' ? 'TABLE' : relation.kind.toUpperCase();
}

function alter(relation: RelationId, snapshot: Snapshot): string {
  const foreign = relationOf(relation, snapshot)?.kind === 'foreign table';
  return `ALTER ${foreign ? 'FOREIGN TABLE' : 'TABLE'} ${displayName(relation)}`;
}

function withoutColumn(relation: RelationId, column: string, snapshot: Snapshot): readonly string[] {
  const found = relationOf(relation, snapshot);
  if (found?.kind !== 'view' && found?.kind !== 'materialized view')
    return [`${alter(relation, snapshot)} DROP COLUMN ${quoteIdentifier(column)};`];
  const name = displayName(relation);
  const again = `drop it here and create it again from its query, without ${quoteIdentifier(column)}`;
  return [commentLine(`${name} is a ${found.kind}: ${again}.`)];
}

function withoutDefault(relation: RelationId, name: string, snapshot: Snapshot): string {
  const column = relationOf(relation, snapshot)?.columns.find((one) => one.name === name);
  const what = column?.identity ? 'IDENTITY' : column?.generated ? 'EXPRESSION' : 'DEFAULT';
  return `${alter(relation, snapshot)} ALTER COLUMN ${quoteIdentifier(name)} DROP ${what};`;
}

/** PostgreSQL takes no label out of an enum: the type is made anew, and its columns change over. */
function withoutLabel(type: TypeId, label: string, snapshot: Snapshot): readonly string[] {
  const { schema, name } = partsOf(type);
  const old = quoteIdentifier(`${name}_old`);
  const oldType = schema === 'public' ? old : `${quoteIdentifier(schema)}.${old}`;
  const labels = (snapshot.enums.find(({ id }) => id === type)?.labels ?? []).filter((one) => one !== label);
  const views = snapshot.relations
    .filter(({ kind, columns }) => kind.endsWith('view') && columns.some((column) => column.type.id === type))
    .map(({ id }) => displayName(id));
  return [
    commentLine(`No row may have ${label} any more. Rights and comments of the type have to be given to the new one.`),
    ...(views.length === 0 ? [] : [commentLine(`Drop before this, and create again after it: ${views.join(', ')}.`)]),
    `ALTER TYPE ${displayName(type)} RENAME TO ${old};`,
    `CREATE TYPE ${displayName(type)} AS ENUM (${labels.map(quoteLiteral).join(', ')});`,
    ...snapshot.relations.flatMap((relation) => changedOver(relation, type, label)),
    `DROP TYPE ${oldType};`,
  ];
}

function changedOver(relation: Relation, type: TypeId, label: string): readonly string[] {
  const { id, kind, columns, partitionOf } = relation;
  // A partition and a view follow their table.
  if (partitionOf !== null || kind.endsWith('view')) return [];
  const table = `ALTER ${kind === 'foreign table' ? 'FOREIGN TABLE' : 'TABLE'} ${displayName(id)} ALTER COLUMN`;
  return columns
    .filter((column) => column.type.id === type)
    .flatMap((column): readonly string[] => {
      const name = quoteIdentifier(column.name);
      const array = column.type.dimensions > 0 ? '[]' : '';
      const wanted = `${displayName(type)}${array}`;
      const change = `${table} ${name} TYPE ${wanted} USING ${name}::text${array}::${wanted};`;
      if (column.default === null) return [change];
      const lost = column.default.includes(quoteLiteral(label));
      return [
        `${table} ${name} DROP DEFAULT;`,
        change,
        lost
          ? commentLine(`${name} had ${label} as its default: give it another one.`)
          : `${table} ${name} SET DEFAULT ${column.default};`,
      ];
    });
}
