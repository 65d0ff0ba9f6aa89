import { displayName, partsOf, quoteIdentifier, type Change } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { clashOf, type Clash } from '../../writing/clashes.js';
import { rowsInto, rowsIntoParents, saidOfParent } from '../../writing/statement-writes.js';
import { accessesTo } from '../statement-facts.js';
import { consumerStep, listing, maker, producerStep, relationName, remedy } from '../wording.js';
import { newKey, type NewKey } from './new-key.js';

/** Values must be unique that need not be before: a constraint, a unique index, a primary key, or NULLs that count as equal now. */
export const uniqueAdded: Rule = {
  id: 'unique-added',
  about: ['constraint-added', 'constraint-changed', 'index-added', 'index-changed'],
  judge,
};

function judge(change: Change, at: StatementAt): Judgement | null {
  const key = newKey(change, at.question);
  if (key === null) return null;
  const own = clashOf(rowsInto(at, key.relation), key, at.question.after);
  const above = own === null && !('relation' in change && saidOfParent(at, change));
  const clash = own ?? (above ? clashOf(rowsIntoParents(at, key.relation), key, at.question.after) : null);
  if (clash === null) return null;
  const skips = skipsConflicts(at, key);
  return {
    verdict: skips ? 'silent' : clash.surely && own !== null ? 'breaks' : 'may break',
    what: `${doing(clash, key)}, which ${maker(change)} makes unique`,
    why: reason(clash, key, skips),
    underline: clash.column ?? partsOf(key.relation).name,
    access: clash.by,
    remedy: safeWay(key),
  };
}

/** `ON CONFLICT DO NOTHING` without a target leaves the row out, whatever is unique. */
function skipsConflicts(at: StatementAt, { relation }: NewKey): boolean {
  return accessesTo(at, relation).some(
    ({ arbiter }) => arbiter !== null && arbiter.constraint === null && arbiter.columns.length === 0,
  );
}

function doing({ surely, by }: Clash, key: NewKey): string {
  const names = columnsOf(key);
  if (surely) return `inserts rows with equal ${names} into ${displayName(key.relation)}`;
  return by === 'insert'
    ? `inserts ${names} into ${displayName(key.relation)}`
    : `sets ${names} of ${displayName(key.relation)}`;
}

function columnsOf({ columns, name }: NewKey): string {
  const names = columns.flatMap((column) => (column === null ? [] : [quoteIdentifier(column)]));
  return names.length === 0 ? `what ${quoteIdentifier(name)} computes` : listing(names);
}

function reason({ surely }: Clash, { nullsNotDistinct, predicate }: NewKey, skips: boolean): string {
  if (skips)
    return 'The statement passes over conflicts: a row that has its like already is not stored, and no error says so.';
  if (surely) return 'The rows of this very statement are equal there: the second one is refused.';
  const where = predicate === null ? '' : ` (where ${predicate})`;
  const nulls = nullsNotDistinct ? ' NULL counts as a value like any other.' : '';
  return `Where a row with the same values is there already${where}, PostgreSQL refuses the second.${nulls}`;
}

function safeWay(key: NewKey): Judgement['remedy'] {
  const table = relationName(key.relation);
  const names = columnsOf(key);
  return remedy(
    `Let every writer keep ${names} unique before PostgreSQL demands it.`,
    producerStep(
      'look whether the rows that are there would pass',
      `SELECT ${names}, count(*) FROM ${table} GROUP BY ${names} HAVING count(*) > 1;`,
    ),
    consumerStep(
      'write each value once, and take error 23505 for an answer: look first, or read the existing row on conflict',
    ),
    producerStep('once every consumer is ready for it', key.sql),
  );
}
