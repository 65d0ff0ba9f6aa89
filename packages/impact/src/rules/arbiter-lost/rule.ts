import {
  displayName,
  quoteIdentifier,
  type Change,
  type ChangeKind,
  type RefusedStatement,
  type RelationAccess,
  type RelationId,
} from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { nameAfter, uniqueIndexesOn } from '../../writing/schema-facts.js';
import { accessesTo, refusedAfter, takenAfter } from '../statement-facts.js';
import { isFirst } from '../../writing/first-change.js';
import { consumerStep, listing, maker, producerStep, relationName, remedy } from '../wording.js';

const KINDS: readonly ChangeKind[] = [
  'constraint-dropped',
  'constraint-renamed',
  'constraint-changed',
  'index-dropped',
  'index-changed',
  'relation-replaced',
  'partition-key-changed',
];

/** What an upsert's ON CONFLICT names is gone, has another name or other columns, or can be deferred. */
export const arbiterLost: Rule = { id: 'arbiter-lost', about: KINDS, judge };

interface Upsert {
  readonly relation: RelationId;
  readonly arbiter: NonNullable<RelationAccess['arbiter']>;
}

function judge(change: Change, at: StatementAt): Judgement | null {
  if (!('relation' in change) || isToldByConstraint(change, at)) return null;
  const upsert = accessesTo(at, change.relation).flatMap(({ relation, arbiter }) =>
    arbiter === null ? [] : [{ relation, arbiter }],
  )[0];
  if (upsert === undefined) return null;
  return refusedUpsert(change, upsert, at) ?? otherConflicts(change, upsert, at);
}

/** PostgreSQL itself says that nothing decides the conflict any more. */
function refusedUpsert(change: Change, upsert: Upsert, at: StatementAt): Judgement | null {
  const refusal = refusedAfter(at);
  if (refusal === null || !isAboutArbiter(refusal, upsert) || !isFirstArbiter(change, upsert, at)) return null;
  return {
    verdict: 'breaks',
    what: `upserts into ${displayName(upsert.relation)} ${conflictOf(upsert)}, ${takenAway(change)}`,
    why: 'ON CONFLICT needs a unique index over just these columns that is not partial and cannot be deferred, or the constraint of that very name.',
    underline: upsert.arbiter.constraint ?? upsert.arbiter.columns[0] ?? null,
    access: 'insert',
    remedy: safeWay(change, upsert),
  };
}

function isAboutArbiter({ sqlstate, message }: RefusedStatement, { arbiter }: Upsert): boolean {
  if (sqlstate === '42P10') return true;
  if (sqlstate === '55000' || sqlstate === '0A000') return message.includes('ON CONFLICT');
  return sqlstate === '42704' && arbiter.constraint !== null && message.includes(`"${arbiter.constraint}"`);
}

/** A table made anew is to blame only where no change of its constraints is. */
function isFirstArbiter(change: Change, upsert: Upsert, { question }: StatementAt): boolean {
  const to = (one: Change): boolean =>
    'relation' in one && one.relation === upsert.relation && KINDS.includes(one.kind) && isArbiter(one, upsert);
  const ofKey = question.changes.filter((one) => keyBefore(one) !== null && to(one));
  return ofKey.length > 0 ? ofKey[0] === change : isFirst(change, question, to);
}

/** Only the change that took this arbiter is to blame, not every index that went. */
function isArbiter(change: Change, { arbiter }: Upsert): boolean {
  const key = keyBefore(change);
  if (key === null) return true;
  if (arbiter.constraint !== null) return arbiter.constraint === key.name;
  const { columns } = key;
  return (
    columns.length === arbiter.columns.length &&
    columns.every((column) => column !== null && arbiter.columns.includes(column))
  );
}

/** The constraint or index that the change took away or made another; null for a change to the whole table. */
function keyBefore(change: Change): { readonly name: string; readonly columns: readonly (string | null)[] } | null {
  switch (change.kind) {
    case 'constraint-dropped':
    case 'constraint-renamed':
    case 'constraint-changed':
    case 'index-dropped':
    case 'index-changed':
      return change.before;
    default:
      return null;
  }
}

/** What happens to the index behind a constraint, the constraint's own change tells. */
function isToldByConstraint(change: Change, { question }: StatementAt): boolean {
  if (change.kind !== 'index-dropped' && change.kind !== 'index-changed') return false;
  const { relation, before } = change;
  return question.changes.some(
    (other) =>
      /^constraint-/u.test(other.kind) &&
      'relation' in other &&
      other.relation === relation &&
      keyBefore(other)?.name === before.name,
  );
}

/** It still runs, but other rows conflict: the constraint of that name has other columns, or nothing is unique any more. */
function otherConflicts(change: Change, upsert: Upsert, at: StatementAt): Judgement | null {
  if (!takenAfter(at) || !losesConflicts(change, upsert, at)) return null;
  return {
    verdict: 'silent',
    what: `upserts into ${displayName(upsert.relation)} ${conflictOf(upsert)}, ${takenAway(change)}`,
    why: 'Rows that conflicted before do not any more: they are stored a second time, and no error says so.',
    underline: upsert.arbiter.constraint,
    access: 'insert',
    remedy: safeWay(change, upsert),
  };
}

function losesConflicts(change: Change, { relation, arbiter }: Upsert, at: StatementAt): boolean {
  if (change.kind === 'constraint-changed')
    return arbiter.constraint === change.before.name && isNarrower(change.before.columns, change.after.columns);
  const gone =
    change.kind === 'constraint-dropped' && (change.before.kind === 'unique' || change.before.kind === 'primary key')
      ? change.before.columns
      : change.kind === 'index-dropped' && change.before.unique && !change.before.ofConstraint
        ? change.before.columns
        : null;
  if (gone === null || arbiter.constraint !== null || arbiter.columns.length > 0) return false;
  const now = nameAfter(at.question, relation);
  const still = now === null ? [] : uniqueIndexesOn(at.question.after, now);
  return !still.some(
    ({ columns, predicate }) => predicate === null && columns.every((column) => gone.includes(column)),
  );
}

/** With more columns fewer rows are equal. */
function isNarrower(before: readonly string[], after: readonly string[]): boolean {
  return after.some((column) => !before.includes(column));
}

function conflictOf({ arbiter }: Upsert): string {
  if (arbiter.constraint !== null) return `ON CONFLICT ON CONSTRAINT ${quoteIdentifier(arbiter.constraint)}`;
  return arbiter.columns.length === 0
    ? 'ON CONFLICT DO NOTHING'
    : `ON CONFLICT (${arbiter.columns.map(quoteIdentifier).join(', ')})`;
}

function takenAway(change: Change): string {
  const who = maker(change);
  switch (change.kind) {
    case 'constraint-renamed':
      return `whose constraint ${who} renames to ${change.to}`;
    case 'constraint-changed':
      return `whose constraint ${who} makes ${change.after.definition}`;
    case 'index-changed':
      return `whose index ${who} makes ${change.after.predicate === null ? 'another one' : `partial (WHERE ${change.after.predicate})`}`;
    case 'relation-replaced':
      return `whose table ${who} makes anew without it`;
    default:
      return `whose unique ${change.kind === 'index-dropped' ? 'index' : 'constraint'} ${who} drops`;
  }
}

function safeWay(change: Change, { relation, arbiter }: Upsert): Judgement['remedy'] {
  const table = relationName(relation);
  if (change.kind === 'constraint-renamed')
    return remedy(
      'Let upserts name columns instead of the constraint, then rename it.',
      consumerStep(
        `write ON CONFLICT (${change.before.columns.map(quoteIdentifier).join(', ')}) instead of ON CONSTRAINT`,
      ),
      producerStep(
        'once no statement has the name',
        `ALTER TABLE ${table} RENAME CONSTRAINT ${quoteIdentifier(change.before.name)} TO ${quoteIdentifier(change.to)};`,
      ),
    );
  const columns = arbiter.columns.length > 0 ? arbiter.columns : columnsBefore(change);
  if (columns.length === 0) return keepConstraint(table, arbiter.constraint);
  return remedy(
    'Keep the old unique index until every upsert has moved to the new one.',
    producerStep(
      'leave (or add) a plain unique index over the same columns beside the new one',
      `CREATE UNIQUE INDEX CONCURRENTLY ON ${table} (${columns.map(quoteIdentifier).join(', ')});`,
    ),
    consumerStep(`name what is unique now in ON CONFLICT instead of ${listing(columns.map(quoteIdentifier))}`),
    producerStep('drop the old index in a later migration, once no upsert names it'),
  );
}

/** Where only the name is known: the relation behind it was replaced as a whole. */
function keepConstraint(table: string, constraint: string | null): Judgement['remedy'] {
  const named = constraint === null ? 'the unique index that it counts on' : quoteIdentifier(constraint);
  return remedy(
    `Keep ${named} where upserts look for it until none does.`,
    producerStep(
      `let the new ${table} have ${named}, or leave the table under its old name: a view has no constraints`,
    ),
    consumerStep(`upsert into the table itself, with the columns in ON CONFLICT instead of ${named}`),
  );
}

function columnsBefore(change: Change): readonly string[] {
  return (keyBefore(change)?.columns ?? []).flatMap((column) => (column === null ? [] : [column]));
}
