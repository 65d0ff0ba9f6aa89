import type { Change, Relation } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { tellConsumers } from '../remedies.js';
import { plainName, rowsReached } from '../row-readers.js';
import { accessesTo, analysisBefore, isDirect, refusedAfter, takenAfter } from '../statement-facts.js';
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
  return takenAfter(at) ? (mergesIntoView(change, at) ?? otherRows(change, at)) : null;
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

/** The engine is newer than many servers. */
function mergesIntoView(change: Replaced, at: StatementAt): Judgement | null {
  const merges = analysisBefore(at)?.command === 'merge' && change.after === 'view' && change.before !== 'view';
  const target = accessesTo(at, change.relation).some(
    (access) => isDirect(access) && (access.insert.length + access.update.length > 0 || access.deletes),
  );
  if (!merges || !target) return null;
  return {
    verdict: 'may break',
    what: `merges into ${relationName(change.relation)}, ${becomes(change)}: servers before PostgreSQL 17 refuse it`,
    why: 'MERGE into a view came with PostgreSQL 17. An older server answers "cannot execute MERGE on relation".',
    underline: plainName(change.relation),
    remedy: remedy(
      'Merge into the table behind the view, or use INSERT … ON CONFLICT.',
      consumerStep('write the statement without MERGE into the view, deploy, and run `rowpact scan`'),
      producerStep('replace the table after that'),
    ),
  };
}

function otherRows(change: Replaced, at: StatementAt): Judgement | null {
  const reached = rowsReached(at, change.relation);
  // Views keep the relation, not its name: they follow the old one where it is still there.
  const direct = accessesTo(at, change.relation).some(isDirect);
  const follows = change.renamedTo !== null && !direct && accessesTo(at, change.relation).length > 0;
  const how = reached === null || follows ? null : rowsOf(change, at);
  if (reached === null || how === null) return null;
  const name = relationName(change.relation);
  return {
    verdict: 'silent',
    level: 'warning',
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
