import { displayName, partsOf, quoteIdentifier, type Change } from '@rowpact/model';
import { worstOf, type RowOutcome } from '../../constants/demand.js';
import type { ConsumerAt, ConsumerJudgement, Judgement, Rule, StatementAt } from '../../rule.js';
import { atAll, inPlaces, workingStatements } from '../../writing/places.js';
import { rowsInto } from '../../writing/statement-writes.js';
import { writtenValues } from '../../writing/written-words.js';
import { consumerStep, listing, maker, producerStep, relationName, remedy } from '../wording.js';
import { firedBy } from './fired-by.js';
import { lacksRights } from './lacks-rights.js';
import { ABOUT_TRIGGERS, newTriggers, type NewTrigger } from './new-trigger.js';
import { raiseDemand } from './raise-demands.js';

/** A trigger runs at writes that none ran at, or does something else: it may refuse them, swallow them, or write other values. */
export const triggerAdded: Rule = { id: 'trigger-added', about: ABOUT_TRIGGERS, judge, judgeConsumer };

type Event = 'insert' | 'update' | 'delete';

function judge(change: Change, at: StatementAt): Judgement | null {
  for (const one of newTriggers(change, at.question)) {
    const event = one.body === null ? null : firedBy({ ...one.trigger, relation: one.relation }, at);
    if (event === null) continue;
    const found = mayNot(one, event, change, at) ?? raising(one, event, change, at) ?? swallowing(one, event, change);
    if (found !== null) return found;
  }
  return null;
}

/** The trigger writes where the consumer's role may not: its function runs with the rights of who sends the statement. */
function mayNot(one: NewTrigger, event: Event, change: Change, at: StatementAt): Judgement | null {
  const lacking = lacksRights(one, at);
  if (lacking === null) return null;
  const { privilege, relation, role } = lacking;
  return {
    verdict: 'breaks',
    what: `${doing(event, one)}, where ${maker(change)} lets ${nameOf(one)} ${privilege.toLowerCase()} ${privilege === 'INSERT' ? 'into' : 'in'} ${displayName(relation)}, which role ${role} may not`,
    why: `The function of a trigger runs with the rights of the role that writes: ${role} has no ${privilege} on ${displayName(relation)}.`,
    underline: partsOf(one.relation).name,
    access: event,
    remedy: remedy(
      'Let the function run with its owner’s rights, or grant the right with it.',
      producerStep(
        'let it run as its owner, with a fixed search path',
        `ALTER FUNCTION ${one.trigger.function} SECURITY DEFINER SET search_path = pg_catalog, public;`,
      ),
      producerStep(
        'or grant it in the same migration',
        `GRANT ${privilege} ON ${relationName(relation)} TO ${quoteIdentifier(role)};`,
      ),
    ),
  };
}

function raising(one: NewTrigger, event: Event, change: Change, at: StatementAt): Judgement | null {
  const { body, before } = one;
  if (body === null || body.raises === 'never') return null;
  // What it raised before, it raises on; only what is worse now is said.
  if (
    before !== null &&
    before.raises === body.raises &&
    before.condition === body.condition &&
    !one.added.includes(event)
  )
    return null;
  const decided = decidedBy(one, event, at);
  if (decided === 'passes') return null;
  const fails = body.raises === 'always' || decided?.kind === 'fails';
  const values = decided?.kind === 'fails' ? ` with ${writtenValues(decided.values)}` : '';
  return {
    verdict: fails ? 'breaks' : 'may break',
    what: `${doing(event, one)}${values}, where ${maker(change)} lets ${nameOf(one)} raise an error`,
    why:
      body.condition === null || body.raises === 'always'
        ? 'The function of the trigger raises an exception: the statement fails with it.'
        : `The function of the trigger raises an exception where ${body.condition}.`,
    underline: (decided?.kind === 'depends' ? decided.column : null) ?? partsOf(one.relation).name,
    access: event,
    remedy: remedy(
      'Let every writer pass what the trigger demands before it refuses.',
      producerStep('let it warn first, and watch the log', 'RAISE WARNING … -- instead of RAISE EXCEPTION'),
      consumerStep(`write into ${displayName(one.relation)} only what the trigger lets through`),
      producerStep('let it raise the exception once no consumer is warned of'),
    ),
  };
}

/** How the written rows stand to the condition; null where nobody can tell. */
function decidedBy(
  one: NewTrigger,
  event: Event,
  at: StatementAt,
): Exclude<RowOutcome, { kind: 'passes' }> | 'passes' | null {
  const demand = raiseDemand(one, at.question);
  if (demand === null || event === 'delete') return null;
  const rows = rowsInto(at, one.trigger.relation).filter(({ by }) => one.trigger.events.includes(by));
  return rows.length === 0 ? null : (worstOf(rows, demand, at.question) ?? 'passes');
}

function swallowing(one: NewTrigger, event: Event, change: Change): Judgement | null {
  const { body, before } = one;
  if (body === null || body.swallows === 'never') return null;
  if (before !== null && before.swallows === body.swallows && !one.added.includes(event)) return null;
  const surely = body.swallows === 'always';
  return {
    verdict: 'silent',
    what: `${doing(event, one)}, where ${maker(change)} lets ${nameOf(one)} leave ${surely ? 'every row' : 'rows'} out`,
    why: 'A BEFORE trigger that answers NULL leaves the row as if nobody had sent it: no error, row count 0, RETURNING answers nothing.',
    underline: partsOf(one.relation).name,
    access: event,
    remedy: remedy(
      'Let writers stop before their writes are left out.',
      consumerStep(`stop this ${event}, or look at the row count it answers`),
      producerStep('raise an exception instead of answering NULL, so that nobody loses a row without knowing'),
    ),
  };
}

/** What does not fail: other values are stored, or nobody can read what the function does. Once per consumer, as notes. */
function judgeConsumer(change: Change, at: ConsumerAt): readonly ConsumerJudgement[] {
  return newTriggers(change, at.question).flatMap((one) => [...mutating(one, change, at), ...unread(one, change, at)]);
}

function mutating(one: NewTrigger, change: Change, at: ConsumerAt): readonly ConsumerJudgement[] {
  const { trigger, relation, body, before } = one;
  if (body === null || trigger.timing !== 'before' || trigger.level !== 'row') return [];
  const columns = [...body.assigns.keys()].filter((column) => before?.assigns.has(column) !== true);
  const writers = workingStatements(at).filter((statement) => {
    const rows = rowsInto(statement, trigger.relation).filter(({ by }) => trigger.events.includes(by));
    return rows.some(({ values }) => columns.some((column) => (values.get(column)?.kind ?? 'default') !== 'default'));
  });
  return atAll(at, writers, 'insert', {
    verdict: 'silent',
    level: 'note',
    what: `writes ${listing(columns.map((column) => `${displayName(relation)}.${quoteIdentifier(column)}`))}${inPlaces(writers)}, which ${maker(change)} lets ${nameOf(one)} change`,
    why: 'What is stored may not be what was written: the trigger sets the column before the row is.',
    remedy: remedy(
      'Nothing has to be done where the trigger’s value is the one that is meant.',
      consumerStep('read the row back with RETURNING where the code goes on with the value'),
    ),
  });
}

function unread(one: NewTrigger, change: Change, at: ConsumerAt): readonly ConsumerJudgement[] {
  const { trigger, relation, body } = one;
  if (body !== null || !trigger.enabled || trigger.timing === 'after' || isHarmless(trigger.function)) return [];
  const writers = workingStatements(at).filter((statement) => firedBy({ ...trigger, relation }, statement) !== null);
  return atAll(at, writers, 'insert', {
    verdict: 'unknown',
    level: 'warning',
    what: `writes ${displayName(relation)}${inPlaces(writers)}, where ${maker(change)} runs ${nameOf(one)}, whose function cannot be read`,
    why: `${trigger.function} is not written in PL/pgSQL: whether it refuses, swallows or changes rows, nobody here can see.`,
    remedy: remedy(
      'Say in the migration what the function does, or let it run after the write.',
      producerStep('look whether it can refuse or leave out a row, and approve the finding where it does not'),
    ),
  });
}

/** PostgreSQL's own trigger functions refuse nothing. */
function isHarmless(signature: string): boolean {
  return /^(?:pg_catalog\.)?(?:suppress_redundant_updates_trigger|tsvector_update_trigger(?:_column)?)\(/u.test(
    signature,
  );
}

function doing(event: Event, { relation }: NewTrigger): string {
  const name = displayName(relation);
  return event === 'insert' ? `inserts into ${name}` : event === 'update' ? `updates ${name}` : `deletes from ${name}`;
}

function nameOf({ trigger }: NewTrigger): string {
  return `the trigger ${quoteIdentifier(trigger.name)}`;
}
