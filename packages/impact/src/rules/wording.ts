import {
  columnId,
  displayName,
  quoteIdentifier,
  type Change,
  type Remedy,
  type RemedyStep,
  type RelationId,
} from '@rowpact/model';

/** Who does it, as the subject of a sentence: `migration 019`. */
export function maker({ origin }: Change): string {
  return origin === null ? 'the new schema' : `migration ${origin.migration}`;
}

/** A column as people name it: `players.team_id`. */
export function columnName(relation: RelationId, column: string): string {
  return displayName(columnId(relation, column));
}

/** A relation in SQL, as short as it can be: `players`, `game."line up"`. */
export function relationName(relation: RelationId): string {
  return displayName(relation);
}

export function quoted(name: string): string {
  return quoteIdentifier(name);
}

/** `a`, `a and b`, `a, b and c`; after `limit` names the rest is counted. */
export function listing(names: readonly string[], limit = 4): string {
  const shown = names.length > limit ? [...names.slice(0, limit - 1), `${names.length - limit + 1} more`] : names;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** A step of the producer, with the SQL of its migration. */
export function producerStep(what: string, sql?: string): RemedyStep {
  return { who: 'producer', what, ...(sql === undefined ? {} : { sql }) };
}

/** A step of the producer that is a command. */
export function producerCommand(what: string, command: string): RemedyStep {
  return { who: 'producer', what, command };
}

export function consumerStep(what: string, sql?: string): RemedyStep {
  return { who: 'consumer', what, ...(sql === undefined ? {} : { sql }) };
}

export function remedy(summary: string, ...steps: readonly RemedyStep[]): Remedy {
  return { summary, steps };
}
