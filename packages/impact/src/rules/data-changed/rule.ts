import { displayName, type Change, type RelationId } from '@rowpact/model';
import { withAncestors } from '../../judge/ancestors.js';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { columnUse } from '../column-use.js';
import { tellConsumers } from '../remedies.js';
import { plainName, rowsReached, type RowsReached } from '../row-readers.js';
import { accessesBefore, accessesTo, analysisBefore, rowEvidence, takenAfter } from '../statement-facts.js';
import { listing, maker, relationName } from '../wording.js';

type Written = Extract<Change, { readonly kind: 'data-written' }>;
type Declared = Extract<Change, { readonly kind: 'data-declared' }>;

/** A migration changes rows: no statement fails, readers get others. */
export const dataChanged: Rule = {
  id: 'data-changed',
  about: ['data-written', 'data-declared'],
  judge: (change, at) => {
    if (!takenAfter(at)) return null;
    if (change.kind === 'data-written') return referenced(change, at) ?? written(change, at);
    return change.kind === 'data-declared' ? declared(change, at) : null;
  },
};

function written(change: Written, at: StatementAt): Judgement | null {
  if (change.how === 'insert' && isMadeAnew(change.relation, at)) return null;
  const reached = reachedFrom(change.relation, at) ?? upserted(change, at) ?? called(change.relation, at);
  if (reached === null) return null;
  const columns = change.how === 'update' ? change.columns : [];
  const read = columns.filter(
    (column) => reached.columns === null || isRead(column, change.relation, reached.columns, at),
  );
  if (change.how === 'update' && columns.length > 0 && read.length === 0) return null;
  const name = relationName(change.relation);
  return {
    verdict: 'silent',
    level: change.how === 'insert' ? 'note' : 'warning',
    what: `reads ${read.length > 0 ? listing(read.map((column) => `${name}.${column}`)) : name}, ${did(change)}`,
    why: 'The statement stays as it is and answers other rows or values. Whether the code can work with them, only its owners know.',
    underline: read[0] ?? plainName(change.relation),
    behind: reached.behind,
    remedy: tellConsumers(
      `Tell those who read ${name} what its rows become.`,
      `look whether ${at.consumer.name} can work with the new rows of ${name}`,
    ),
  };
}

/** Rows that fill a relation which was made anew are those of the old one, as far as anybody can see. */
function isMadeAnew(relation: RelationId, { question }: StatementAt): boolean {
  return question.changes.some((change) => change.kind === 'relation-replaced' && change.relation === relation);
}

/** Rows of a partition are read as rows of what it is a part of. */
function reachedFrom(relation: RelationId, at: StatementAt): RowsReached | null {
  for (const id of withAncestors(relation, at.question.before.snapshot)) {
    const reached = rowsReached(at, id);
    if (reached !== null) return reached;
  }
  return null;
}

/** A routine that the statement calls may read them: its body is no part of the statement. */
function called(relation: RelationId, at: StatementAt): RowsReached | null {
  const functions = analysisBefore(at)?.functions ?? [];
  const reader = at.question.routines.after.find(
    ({ signature, relations }) => functions.includes(signature) && relations.includes(relation),
  );
  return reader === undefined ? null : { columns: new Set(reader.columns[relation] ?? []), behind: true };
}

/** An upsert does something else where its row is there already. */
function upserted(change: Written, at: StatementAt): RowsReached | null {
  const upserts = accessesTo(at, change.relation).some(({ arbiter }) => arbiter !== null);
  return upserts && change.how !== 'update' ? { columns: new Set(), behind: false } : null;
}

/** A column that comes along through `*` counts where the code reads it. */
function isRead(column: string, relation: RelationId, columns: ReadonlySet<string>, at: StatementAt): boolean {
  if (!columns.has(column)) return false;
  const use = columnUse(at, relation, column);
  if (use === null || use.reads || at.statement.rows === null) return true;
  const { reads, escapes } = rowEvidence(at, column);
  return reads.length + escapes.length > 0;
}

/** Rows that now point at others keep those from being deleted. */
function referenced(change: Written, at: StatementAt): Judgement | null {
  if (change.how !== 'update' && change.how !== 'insert') return null;
  const table = at.question.after.snapshot.relations.find(({ id }) => id === change.relation);
  const keys = (table?.foreignKeys ?? []).filter(({ columns }) =>
    columns.some((column) => change.columns.includes(column)),
  );
  const hit = accessesBefore(at).find(
    (access) => access.deletes && keys.some(({ references }) => references.relation === access.relation),
  );
  if (hit === undefined) return null;
  const name = relationName(change.relation);
  return {
    verdict: 'may break',
    level: 'warning',
    what: `deletes from ${relationName(hit.relation)}, to which rows of ${name} point, ${did(change)}`,
    why: 'A row that others point at can only be deleted where the foreign key lets it. More rows may be pointed at after the migration.',
    underline: plainName(hit.relation),
    access: 'delete',
    remedy: tellConsumers(
      `Tell those who delete from ${relationName(hit.relation)} that more of its rows are used.`,
      `look whether ${at.consumer.name} deletes rows that ${name} points at after the migration`,
    ),
  };
}

function declared(change: Declared, at: StatementAt): Judgement | null {
  const hit = change.relations.find((relation) => reachedFrom(relation, at) !== null);
  if (hit === undefined) return null;
  return {
    verdict: 'silent',
    level: 'warning',
    what: `reads ${displayName(hit)}, whose data ${maker(change)} changes: ${change.note}`,
    why: 'The migration says so itself, in a data note. No catalog shows it.',
    underline: plainName(hit),
    behind: reachedFrom(hit, at)?.behind ?? false,
    remedy: tellConsumers(
      `Tell those who read ${displayName(hit)} what its data becomes.`,
      `look whether ${at.consumer.name} can work with it`,
    ),
  };
}

function did(change: Written): string {
  switch (change.how) {
    case 'insert':
      return `to which ${maker(change)} adds rows`;
    case 'update':
      return `which ${maker(change)} fills with other values`;
    case 'delete':
      return `from which ${maker(change)} deletes rows`;
    case 'truncate':
      return `which ${maker(change)} empties`;
    default:
      return change.how satisfies never;
  }
}
