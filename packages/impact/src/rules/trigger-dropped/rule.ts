import { displayName, partsOf, quoteIdentifier, type Change } from '@rowpact/model';
import type { ConsumerAt, ConsumerJudgement, Judgement, Rule, StatementAt } from '../../rule.js';
import { atAll, inPlaces, workingStatements } from '../../writing/places.js';
import { columnIn, mustBeWritten, nameAfter, routineIn } from '../../writing/schema-facts.js';
import { rowsInto } from '../../writing/statement-writes.js';
import { bodyOf, filledByTrigger } from '../../writing/trigger-body.js';
import { firedBy } from '../trigger-added/fired-by.js';
import { columnName, consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';

/** A trigger runs no more: what it filled in stays empty, what it told others is not told. */
export const triggerDropped: Rule = { id: 'trigger-dropped', about: ['trigger-dropped'], judge, judgeConsumer };

/** Columns that only the trigger filled: an INSERT that leaves them out stores NULL. */
function judge(change: Change, at: StatementAt): Judgement | null {
  if (change.kind !== 'trigger-dropped' || !change.before.events.includes('insert')) return null;
  const { before, relation } = change;
  const now = nameAfter(at.question, relation);
  const filled =
    before.timing === 'before' && before.level === 'row' ? (bodyOf(before, at.question.before)?.assigns ?? null) : null;
  if (now === null || filled === null) return null;
  const rows = rowsInto(at, now).filter(({ by }) => by === 'insert');
  for (const name of filled.keys()) {
    const column = columnIn(at.question.after, now, name);
    if (column === null || !mustBeWritten(column, at.question.after)) continue;
    if (!rows.some(({ values }) => (values.get(name)?.kind ?? 'default') === 'default')) continue;
    const still = filledByTrigger(at.question.after, now, name);
    if (still === 'always') continue;
    return {
      verdict: still === 'never' ? 'breaks' : 'may break',
      what: `inserts into ${displayName(relation)} without ${name}, which only the trigger ${quoteIdentifier(before.name)} filled, and ${maker(change)} ${stops(change)} it`,
      why: `${columnName(relation, name)} is NOT NULL and has no default: without the trigger the INSERT would store NULL, and PostgreSQL refuses it.`,
      underline: partsOf(relation).name,
      access: 'insert',
      remedy: remedy(
        `Fill ${columnName(relation, name)} some other way before the trigger goes.`,
        producerStep(
          'give the column a default',
          `ALTER TABLE ${relationName(now)} ALTER COLUMN ${quoteIdentifier(name)} SET DEFAULT …;`,
        ),
        consumerStep(`or list ${name} in every INSERT into ${displayName(relation)}`),
        producerStep('then drop the trigger', `DROP TRIGGER ${quoteIdentifier(before.name)} ON ${relationName(now)};`),
      ),
    };
  }
  return null;
}

function judgeConsumer(change: Change, at: ConsumerAt): readonly ConsumerJudgement[] {
  if (change.kind !== 'trigger-dropped') return [];
  const { before, relation } = change;
  const body = bodyOf(before, at.question.before);
  // One that only refused is missed by nobody.
  if (body !== null && body.assigns.size === 0 && body.writesInto.length === 0 && !notifies(change, at)) return [];
  const writers = workingStatements(at).filter(
    (one) => firedBy({ ...before, relation }, one) !== null && judge(change, one) === null,
  );
  return atAll(at, writers, 'insert', {
    verdict: 'silent',
    level: 'note',
    what: `writes ${displayName(relation)}${inPlaces(writers)}, where ${maker(change)} ${stops(change)} the trigger ${quoteIdentifier(before.name)}`,
    why: 'What the trigger did with each write (values it set, rows it wrote, whom it notified) is not done any more, and nothing says so.',
    remedy: remedy(
      'Make sure that nobody waits for what the trigger did.',
      producerStep('do it somewhere else first, or ask who reads what it wrote'),
      consumerStep('write the values yourself, where the code relied on the trigger'),
    ),
  });
}

function notifies({ before }: Extract<Change, { kind: 'trigger-dropped' }>, { question }: ConsumerAt): boolean {
  return /\bpg_notify\b|\bNOTIFY\b|\bPERFORM\b/iu.test(routineIn(question.before, before.function)?.body ?? '');
}

function stops({ disabled }: Extract<Change, { kind: 'trigger-dropped' }>): string {
  return disabled ? 'disables' : 'drops';
}
