import type { Change, ChangeKind, TriggerDetail } from '@rowpact/model';
import type { ImpactQuestion } from '../../question.js';
import { nameBefore, routineIn } from '../../writing/schema-facts.js';
import { bodyOf, type TriggerBody } from '../../writing/trigger-body.js';

export const ABOUT_TRIGGERS: readonly ChangeKind[] = [
  'trigger-added',
  'trigger-changed',
  'routine-changed',
  'routine-renamed',
];

/** A trigger that runs where none did, runs at more, or whose function does something else. */
export interface NewTrigger {
  /** As it is after the changes. */
  readonly trigger: TriggerDetail;
  /** Its relation's name before the changes. */
  readonly relation: TriggerDetail['relation'];
  /** Null where the function's text cannot be read. */
  readonly body: TriggerBody | null;
  /** What the same trigger did before; null where it was not there. */
  readonly before: TriggerBody | null;
  /** Events that it did not run at before. */
  readonly added: readonly TriggerDetail['events'][number][];
}

/** The triggers that a change makes run, or run otherwise. */
export function newTriggers(change: Change, question: ImpactQuestion): readonly NewTrigger[] {
  switch (change.kind) {
    case 'trigger-added':
      return [made(change.after, null, question)];
    case 'trigger-changed':
      return [made(change.after, change.before, question)];
    case 'routine-changed':
    case 'routine-renamed': {
      const { before, after } = change;
      if (before.body === after.body) return [];
      const told = question.changes.some((other) => other.kind === 'trigger-added');
      return question.after.details.triggers
        .filter((trigger) => trigger.function === after.signature)
        .filter((trigger) => !told || !isNew(trigger, question))
        .map((trigger) => made(trigger, { ...trigger, function: before.signature }, question));
    }
    default:
      return [];
  }
}

/** What a new trigger's function does, its own change tells. */
function isNew({ oid }: TriggerDetail, { changes }: ImpactQuestion): boolean {
  return changes.some((change) => change.kind === 'trigger-added' && change.after.oid === oid);
}

function made(trigger: TriggerDetail, before: TriggerDetail | null, question: ImpactQuestion): NewTrigger {
  const ran = before?.enabled === true ? before : null;
  return {
    trigger,
    relation: nameBefore(question, trigger.relation) ?? trigger.relation,
    body: trigger.enabled ? bodyOf(trigger, question.after) : null,
    before: ran === null || routineIn(question.before, ran.function) === null ? null : bodyOf(ran, question.before),
    added: trigger.events.filter((event) => ran?.events.includes(event) !== true),
  };
}
