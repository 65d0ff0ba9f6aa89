import { displayName, partsOf, type Change, type RelationId, type SequenceDetail } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { columnIn } from '../../writing/schema-facts.js';
import { rowsInto } from '../../writing/statement-writes.js';
import { refusedAfter, takenAfter } from '../statement-facts.js';
import { consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';
import { drawsFrom } from './draws-from.js';

/** A sequence is gone, has another name, starts again or has run out. */
export const sequenceChanged: Rule = {
  id: 'sequence-changed',
  about: ['sequence-dropped', 'sequence-renamed', 'sequence-changed'],
  judge,
};

function judge(change: Change, at: StatementAt): Judgement | null {
  switch (change.kind) {
    case 'sequence-dropped':
    case 'sequence-renamed':
      return calledByName(change, at);
    case 'sequence-changed':
      return nextValue(change, at);
    default:
      return null;
  }
}

/** `nextval('players_id_seq')` finds no such name any more. Who relies on the default is told by the rule about the default. */
function calledByName(
  change: Extract<Change, { kind: 'sequence-dropped' | 'sequence-renamed' }>,
  at: StatementAt,
): Judgement | null {
  const refusal = refusedAfter(at);
  const { name } = partsOf(change.before.id);
  const namesIt = refusal?.message.includes(name) ?? false;
  const callsIt = takenAfter(at) && drawsFrom(at.statement.text, change.before.id);
  if (!callsIt && (refusal?.sqlstate !== '42P01' || !namesIt)) return null;
  const old = displayName(change.before.id);
  const renamed = change.kind === 'sequence-renamed' ? change.to : null;
  return {
    verdict: callsIt ? 'may break' : 'breaks',
    what: `calls the sequence ${old} by its name, which ${maker(change)} ${renamed === null ? 'drops' : `renames to ${displayName(renamed)}`}`,
    why: 'A default follows a sequence that is renamed; a name in a statement does not.',
    underline: name,
    access: 'read',
    remedy: renamed === null ? withoutSequence(change.before) : underBothNames(change.before, renamed),
  };
}

function nextValue(change: Extract<Change, { kind: 'sequence-changed' }>, at: StatementAt): Judgement | null {
  const { before, after, exhausted, restarted } = change;
  if (!exhausted && !restarted) return null;
  const column = ownerLeftOut(change, at);
  const byName = takenAfter(at) && drawsFrom(at.statement.text, before.id);
  if (column === null && !byName) return null;
  const name = displayName(after.id);
  const user =
    column === null
      ? `takes the next value of ${name}`
      : `inserts into ${displayName(column.relation)} and leaves ${column.column} to ${name}`;
  return {
    verdict: exhausted ? 'breaks' : 'may break',
    what: `${user}, which ${maker(change)} ${exhausted ? `lets end at ${after.maximum}` : 'starts again'}`,
    why: exhausted
      ? 'The sequence has no next value: every call of nextval fails.'
      : 'It hands out values that rows have already: where they must be unique, the INSERT fails.',
    underline: byName ? partsOf(before.id).name : column === null ? null : partsOf(column.relation).name,
    access: byName ? 'read' : 'insert',
    remedy: exhausted ? furtherRoom(after) : pastTheRows(after, column),
  };
}

/** The column that takes its values from the sequence where the statement leaves it out. */
function ownerLeftOut(
  { after }: Extract<Change, { kind: 'sequence-changed' }>,
  at: StatementAt,
): { readonly relation: RelationId; readonly column: string } | null {
  const users = [
    ...(after.ownedBy === null ? [] : [after.ownedBy]),
    ...at.question.after.snapshot.relations.flatMap(({ id, columns }) =>
      columns
        .filter((column) => column.default !== null && drawsFrom(column.default, after.id))
        .map(({ name }) => ({ relation: id, column: name })),
    ),
  ];
  const found = users.find(
    ({ relation, column }) =>
      columnIn(at.question.after, relation, column) !== null &&
      rowsInto(at, relation).some(
        (row) => row.by === 'insert' && (row.values.get(column)?.kind ?? 'default') === 'default',
      ),
  );
  return found ?? null;
}

function withoutSequence({ id }: SequenceDetail): Judgement['remedy'] {
  return remedy(
    `Keep ${displayName(id)} until no statement calls it.`,
    consumerStep(
      'leave the column out of the INSERT, and read the new value with RETURNING, instead of calling nextval',
    ),
    producerStep('once nobody calls it', `DROP SEQUENCE ${relationName(id)};`),
  );
}

function underBothNames({ id }: SequenceDetail, to: RelationId): Judgement['remedy'] {
  return remedy(
    `Leave the name ${displayName(id)}: a sequence cannot have two.`,
    producerStep('give it its name back', `ALTER SEQUENCE ${relationName(to)} RENAME TO ${partsOf(id).name};`),
    consumerStep(
      'leave the column out of the INSERT, and read the new value with RETURNING; or ask for the sequence by its column',
      "SELECT nextval(pg_get_serial_sequence('table', 'column'))",
    ),
    producerStep('rename it once no statement has its name'),
  );
}

function furtherRoom({ id, type }: SequenceDetail): Judgement['remedy'] {
  const larger = type === 'bigint' ? 'NO MAXVALUE' : 'AS bigint NO MAXVALUE';
  return remedy(
    `Let ${displayName(id)} go on.`,
    producerStep(
      'give it room, with a column type that takes the values',
      `ALTER SEQUENCE ${relationName(id)} ${larger};`,
    ),
  );
}

function pastTheRows(
  { id }: SequenceDetail,
  column: { readonly relation: RelationId; readonly column: string } | null,
): Judgement['remedy'] {
  const from =
    column === null ? '…' : `(SELECT coalesce(max(${column.column}), 0) + 1 FROM ${relationName(column.relation)})`;
  return remedy(
    `Start ${displayName(id)} behind the values that rows have.`,
    producerStep('set it to what comes next', `SELECT setval('${relationName(id)}', ${from}, false);`),
  );
}
