import { displayName, type Change, type ReferentialAction } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { changedActions, type ForeignKeyDetail } from '../../writing/foreign-keys.js';
import { writing } from '../../writing/statement-writes.js';
import { takenAfter } from '../statement-facts.js';
import { consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';

/** A foreign key does something else when the row that it refers to goes: deletes, empties, refuses, or nothing at all. */
export const foreignKeyChanged: Rule = {
  id: 'foreign-key-changed',
  about: ['constraint-added', 'constraint-changed', 'constraint-dropped'],
  judge,
};

function judge(change: Change, at: StatementAt): Judgement | null {
  const found = changedActions(change, at.question);
  if (found === null || !takenAfter(at)) return null;
  return onDelete(found.before, found.after, change, at) ?? onUpdate(found.before, found.after, change, at);
}

function onDelete(
  before: ForeignKeyDetail,
  after: ForeignKeyDetail | null,
  change: Change,
  at: StatementAt,
): Judgement | null {
  const parent = before.references.relation;
  if (writing(at, parent, 'delete').length === 0) return null;
  const judged = judgedBy(before.references.onDelete, after?.references.onDelete ?? null);
  if (judged === null) return null;
  const child = displayName(before.relation);
  return {
    ...judged,
    what: `deletes from ${displayName(parent)}, and ${maker(change)} makes rows of ${child} that refer to it ${FATE[after?.references.onDelete ?? 'gone']}`,
    why: `Before, they ${PAST[before.references.onDelete]}.`,
    underline: null,
    access: 'delete',
    remedy: safeWay(before, after, 'delete'),
  };
}

function onUpdate(
  before: ForeignKeyDetail,
  after: ForeignKeyDetail | null,
  change: Change,
  at: StatementAt,
): Judgement | null {
  const { relation: parent, columns } = before.references;
  const key = columns.find((column) => writing(at, parent, 'update').some(({ update }) => update.includes(column)));
  const judged = judgedBy(before.references.onUpdate, after?.references.onUpdate ?? null);
  if (key === undefined || judged === null) return null;
  const child = displayName(before.relation);
  return {
    ...judged,
    what: `changes ${key} of ${displayName(parent)}, and ${maker(change)} makes rows of ${child} that refer to it ${FATE[after?.references.onUpdate ?? 'gone']}`,
    why: `Before, they ${PAST[before.references.onUpdate]}.`,
    underline: key,
    access: 'update',
    remedy: safeWay(before, after, 'update'),
  };
}

/**
 * What refuses now and did not may break; what does something else with the rows is silent. A foreign key that only refused and is
 * gone lets through what failed before: nobody relied on that.
 */
function judgedBy(
  before: ReferentialAction,
  after: ReferentialAction | null,
): Pick<Judgement, 'verdict' | 'level'> | null {
  const plain = (action: ReferentialAction): ReferentialAction => (action === 'restrict' ? 'no action' : action);
  if (after === null)
    return before === 'cascade' || before.startsWith('set') ? { verdict: 'silent', level: 'warning' } : null;
  if (plain(before) === plain(after)) return null;
  return plain(after) === 'no action' ? { verdict: 'may break' } : { verdict: 'silent', level: 'warning' };
}

const FATE: Readonly<Record<ReferentialAction | 'gone', string>> = {
  'no action': 'hold it back',
  restrict: 'hold it back',
  cascade: 'go with it',
  'set null': 'refer to nothing',
  'set default': 'refer to their default',
  gone: 'stay as they are',
};

const PAST: Readonly<Record<ReferentialAction, string>> = {
  'no action': 'held it back: the statement failed',
  restrict: 'held it back: the statement failed',
  cascade: 'went with it',
  'set null': 'were set to NULL',
  'set default': 'were set to their default',
};

function safeWay(
  before: ForeignKeyDetail,
  after: ForeignKeyDetail | null,
  how: 'delete' | 'update',
): Judgement['remedy'] {
  const action = how === 'delete' ? after?.references.onDelete : after?.references.onUpdate;
  const child = displayName(before.relation);
  if (action === 'no action' || action === 'restrict')
    return remedy(
      `Let consumers clear ${child} themselves before the foreign key stops doing it.`,
      consumerStep(`delete what refers to the row first, in the same transaction`),
      producerStep('then change what the foreign key does'),
    );
  return remedy(
    `Agree with everybody who deletes from ${displayName(before.references.relation)} what becomes of ${child}.`,
    consumerStep(
      `look whether the rows of ${child} may ${after === null ? 'stay without a parent' : FATE[action ?? 'gone']}`,
    ),
    producerStep(
      'where they may not, keep what the foreign key did',
      `ALTER TABLE ${relationName(before.relation)} ADD ${before.definition};`,
    ),
  );
}
