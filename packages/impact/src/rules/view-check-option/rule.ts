import { displayName, partsOf, type Change, type RelationId } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { columnsNamedIn, detailOf, nameAfter, relationIn } from '../../writing/schema-facts.js';
import { does } from '../../writing/statement-writes.js';
import { accessesTo, takenAfter } from '../statement-facts.js';
import { consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';

/** What is written through a view must be seen through it afterwards, or is refused. */
export const viewCheckOption: Rule = {
  id: 'view-check-option',
  about: ['view-option-changed', 'view-definition-changed'],
  judge,
};

function judge(change: Change, at: StatementAt): Judgement | null {
  if (!('relation' in change) || !takenAfter(at)) return null;
  const view = nameAfter(at.question, change.relation);
  if (view === null || !isStricter(change, view, at)) return null;
  const written = writtenThrough(change.relation, at);
  if (written === null || !mayLeave(written.columns, view, at)) return null;
  const name = displayName(change.relation);
  return {
    verdict: 'may break',
    what: `${written.by === 'insert' ? 'inserts into' : 'updates'} the view ${name}, which ${maker(change)} makes refuse rows that it does not show`,
    why: `With CHECK OPTION, PostgreSQL refuses a row that the view's own condition would hide.`,
    underline: partsOf(change.relation).name,
    access: written.by,
    remedy: safeWay(view),
  };
}

/** The option came, reaches further, or holds against another condition. */
function isStricter(change: Change, view: RelationId, { question }: StatementAt): boolean {
  const option = detailOf(question.after, view)?.options['check_option'] ?? null;
  const before =
    'relation' in change ? (detailOf(question.before, change.relation)?.options['check_option'] ?? null) : null;
  if (option === null) return false;
  if (change.kind === 'view-option-changed')
    return change.option === 'check_option' && (before === null || option === 'cascaded') && before !== option;
  // Where the option is new too, its own change tells.
  if (change.kind !== 'view-definition-changed' || before === null) return false;
  return conditionOf(change.before) !== conditionOf(change.after);
}

function writtenThrough(
  view: RelationId,
  at: StatementAt,
): { readonly by: 'insert' | 'update'; readonly columns: readonly string[] } | null {
  for (const access of accessesTo(at, view)) {
    if (does(access, 'insert')) return { by: 'insert', columns: [...access.insert, ...(access.omitted ?? [])] };
    if (does(access, 'update')) return { by: 'update', columns: access.update };
  }
  return null;
}

/** A row that was seen stays so where no column of the condition is written. A cascaded option asks the views below, too. */
function mayLeave(columns: readonly string[], view: RelationId, { question }: StatementAt): boolean {
  const definition = relationIn(question.after, view)?.definition ?? null;
  const cascaded = detailOf(question.after, view)?.options['check_option'] === 'cascaded';
  const condition = definition === null ? null : conditionOf(definition);
  if (condition === null) return cascaded && readsView(view, question.after);
  const plain = condition.replace(/\b[a-z_][\w$]*\./gu, '');
  return (
    columnsNamedIn(plain, columns).length > 0 ||
    /\bselect\b/iu.test(condition) ||
    (cascaded && readsView(view, question.after)) ||
    isRenaming(definition)
  );
}

/** Where the view names a column anew, its condition speaks of the old name. */
function isRenaming(definition: string | null): boolean {
  return / AS /u.test(definition ?? '');
}

function readsView(view: RelationId, after: StatementAt['question']['after']): boolean {
  const definition = relationIn(after, view)?.definition ?? '';
  return after.snapshot.relations.some(
    ({ id, kind, name }) =>
      kind === 'view' &&
      id !== view &&
      new RegExp(`(?<![\\w"])"?${name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}"?(?![\\w"])`, 'u').test(definition),
  );
}

function conditionOf(definition: string): string | null {
  return /\bWHERE\b([\s\S]*)$/u.exec(definition)?.[1]?.trim() ?? null;
}

function safeWay(view: RelationId): Judgement['remedy'] {
  const name = relationName(view);
  return remedy(
    'Let writers keep to what the view shows before it demands it.',
    consumerStep(
      `write through ${displayName(view)} only rows that its WHERE clause keeps, others into the table itself`,
    ),
    producerStep('once every consumer does', `ALTER VIEW ${name} SET (check_option = cascaded);`),
  );
}
