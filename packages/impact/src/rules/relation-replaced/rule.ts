import type { Change, Relation } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { tellConsumers } from '../remedies.js';
import { plainName, rowsReached } from '../row-readers.js';
import { accessesTo, refusedAfter, takenAfter } from '../statement-facts.js';
import { consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';

type Replaced = Extract<Change, { readonly kind: 'relation-replaced' }>;

/** Another relation has the name: a view where a table was, a table made anew. What belonged to the old one did not come along. */
export const relationReplaced: Rule = {
  id: 'relation-replaced',
  about: ['relation-replaced'],
  judge: (change, at) => (change.kind === 'relation-replaced' ? judge(change, at) : null),
};

function judge(change: Replaced, at: StatementAt): Judgement | null {
  const refusal = refusedAfter(at);
  if (refusal !== null) return accessesTo(at, change.relation).length === 0 ? null : fails(change, refusal.message);
  return takenAfter(at) ? otherRows(change, at) : null;
}

function fails(change: Replaced, message: string): Judgement {
  const name = relationName(change.relation);
  return {
    verdict: 'breaks',
    what: `uses ${name}, ${becomes(change)}: ${message}`,
    why: 'Keys, constraints, rights, triggers and identities belong to a relation, not to its name: the new one has only what it was given.',
    underline: null,
    // What exactly is missing, the rules about columns, constraints and rights say better.
    behind: true,
    remedy: remedy(
      `Give the new ${name} everything that the old one had.`,
      producerStep(
        'recreate its keys, identities, defaults and rights in the same migration',
        `GRANT SELECT, INSERT, UPDATE, DELETE ON ${name} TO <the consumers' roles>;`,
      ),
      consumerStep(
        'where a view takes the place of a table: group by every column, and name columns in ON CONFLICT; deploy, and run `rowpact scan`',
      ),
      producerStep('replace it after that'),
    ),
  };
}

function otherRows(change: Replaced, at: StatementAt): Judgement | null {
  const reached = rowsReached(at, change.relation);
  const how = reached === null ? null : rowsOf(change, at);
  if (reached === null || how === null) return null;
  const name = relationName(change.relation);
  return {
    verdict: 'silent',
    what: `reads ${name}, ${becomes(change)}: ${how}`,
    why: 'The statement still runs, on the rows of another relation.',
    underline: plainName(change.relation),
    behind: reached.behind,
    remedy: tellConsumers(
      `Make sure that the new ${name} holds the rows that its readers count on.`,
      `look whether the rows of the new ${name} are what ${at.consumer.name} expects`,
    ),
  };
}

/** What is to be feared for the rows; null where they are the same. */
function rowsOf(change: Replaced, { question }: StatementAt): string | null {
  const isView = (kind: string) => kind === 'view' || kind === 'materialized view';
  if (isView(change.after)) {
    if (isView(change.before)) return null;
    const view = question.after.snapshot.relations.find(({ id }) => id === change.relation);
    return view !== undefined && showsEveryRow(view) ? null : 'nobody can see whether the view shows the same rows';
  }
  if (isView(change.before)) return 'a table does not follow what the view was made of';
  return isFilled(change, question.changes) ? null : 'it starts empty, unless the migration copies the rows';
}

function showsEveryRow({ definition }: Relation): boolean {
  return !/\b(?:where|join|group\s+by|having|distinct|limit|offset|union|intersect|except|values)\b/iu.test(
    definition ?? 'where',
  );
}

function isFilled({ relation, origin }: Replaced, changes: readonly Change[]): boolean {
  if (/\bas\s*\(?\s*(?:select|table|with|values)\b/iu.test(origin?.statement ?? '')) return true;
  return changes.some(
    (other) => other.kind === 'data-written' && other.relation === relation && other.how === 'insert',
  );
}

function becomes(change: Replaced): string {
  return change.before === change.after
    ? `which ${maker(change)} makes anew`
    : `which ${maker(change)} turns from a ${change.before} into a ${change.after}`;
}
