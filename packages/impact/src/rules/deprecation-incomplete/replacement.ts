import {
  columnId,
  DEFAULT_SCHEMA,
  parseLifecycleSubject,
  relationId,
  splitName,
  subjectParts,
  type LifecycleKind,
  type Snapshot,
} from '@rowpact/model';
import { constraintNames, subjectExists } from '../../lifecycle/subject-exists.js';

/** Whether what is to be used instead is there. A text that is no name (`the players API`) is advice, and nobody's to check. */
export function replacementExists(
  kind: LifecycleKind,
  subject: string,
  replacement: string,
  schema: Snapshot,
): boolean {
  if (kind === 'default') return true;
  if (kind === 'enum value') return labelExists(subject, replacement, schema);
  const parts = splitName(replacement);
  if (parts === null || parts.length > 3) return true;
  return candidates(parts).some((id) => hasName(id, schema)) || isOfSameRelation(kind, subject, replacement, schema);
}

/** `teams`, `player_teams.team_id`, `league.teams`, `league.teams.id` */
function candidates(parts: readonly string[]): readonly string[] {
  const [first = '', second, third] = parts;
  if (second === undefined) return [relationId(DEFAULT_SCHEMA, first)];
  if (third === undefined) return [relationId(first, second), columnId(relationId(DEFAULT_SCHEMA, first), second)];
  return [columnId(relationId(first, second), third)];
}

function hasName(id: string, { relations, functions }: Snapshot): boolean {
  return (
    relations.some(
      (relation) =>
        id === relation.id ||
        (id.startsWith(`${relation.id}.`) &&
          (relation.columns.some(({ name }) => columnId(relation.id, name) === id) ||
            constraintNames(relation).some((name) => columnId(relation.id, name) === id))),
    ) || functions.some(({ schema, name }) => relationId(schema, name) === id)
  );
}

/** A column's name alone means one of the same table. */
function isOfSameRelation(kind: LifecycleKind, subject: string, replacement: string, schema: Snapshot): boolean {
  const parts = subjectParts(kind, subject);
  const [name, ...more] = splitName(replacement) ?? [];
  if (parts.kind === 'table' || parts.kind === 'enum value' || name === undefined || more.length > 0) return false;
  return hasName(columnId(parts.relation, name), schema);
}

/** A label is a text: `cancelled`, or with its type in front. */
function labelExists(subject: string, replacement: string, schema: Snapshot): boolean {
  const own = subjectParts('enum value', subject);
  const type = own.kind === 'enum value' ? schema.enums.find(({ id }) => id === own.type) : undefined;
  const bare = replacement.replace(/^(["'])(.*)\1$/su, '$2');
  if (type?.labels.includes(bare)) return true;
  const named = parseLifecycleSubject('enum value', replacement);
  return named === null ? /\s/u.test(bare) : subjectExists({ kind: 'enum value', subject: named }, schema);
}
