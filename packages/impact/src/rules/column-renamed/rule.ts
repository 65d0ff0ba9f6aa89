import type { Change, Remedy } from '@rowpact/model';
import type { ConsumerAt, ConsumerJudgement, Judgement, Rule, StatementAt } from '../../rule.js';
import { columnUse, isNamed, resultsFrom, type ColumnUse, verbOf } from '../column-use.js';
import { namesInText } from '../column-named.js';
import { declarationsOf } from '../declared-tables.js';
import { looksUp, plainName } from '../row-readers.js';
import { renameByAdding, renameViewColumn } from '../remedies.js';
import { rowsThatLose } from '../rows-that-lose.js';
import { inSource, refusedAfter, rowEvidence, takenAfter } from '../statement-facts.js';
import { columnName, maker, quoted } from '../wording.js';

type Renamed = Extract<Change, { readonly kind: 'column-renamed' }>;

/** A column goes by another name: for who names the old one it is gone, or it is another column now. */
export const columnRenamed: Rule = {
  id: 'column-renamed',
  about: ['column-renamed'],
  judge: (change, at) => (change.kind === 'column-renamed' ? judge(change, at) : null),
  judgeConsumer: (change, at) => (change.kind === 'column-renamed' ? declared(change, at) : []),
};

function judge(change: Renamed, at: StatementAt): Judgement | null {
  const use = columnUse(at, change.relation, change.column);
  if (use === null) return lookedUp(change, at);
  const named = isNamed(use) && namesInText(at, change.column);
  if (refusedAfter(at) !== null) return named || use.behind ? fails(change, use, at) : null;
  if (!takenAfter(at) || use.behind) return null;
  if (change.taken) return swapped(change, at, use, named);
  if (named || (use.reads && !use.exposed)) return resolvesElsewhere(change, at, use);
  return use.exposed
    ? rowsThatLose(at, change.relation, change.column, { goes: goes(change), remedy: way(change, at) })
    : null;
}

function fails(change: Renamed, use: ColumnUse, at: StatementAt): Judgement {
  return {
    verdict: 'breaks',
    what: `${verbOf(use)} ${columnName(change.relation, change.column)}, which ${goes(change)}`,
    why: 'PostgreSQL refuses a statement that names a column by a name that it no longer has.',
    underline: change.column,
    behind: use.behind,
    remedy: way(change, at),
  };
}

function resolvesElsewhere(change: Renamed, at: StatementAt, use: ColumnUse): Judgement | null {
  if (!use.reads) return null;
  return {
    verdict: 'silent',
    what: `reads ${columnName(change.relation, change.column)}, which ${goes(change)}: PostgreSQL still takes the statement, but it means something else`,
    why: 'A name that is gone from one relation is looked up in the others of the statement, and in those around a subquery; a NATURAL JOIN goes on without it.',
    underline: change.column,
    remedy: way(change, at),
  };
}

/** Another column has the old name: the statement runs, with the values of the other one. */
function swapped(change: Renamed, at: StatementAt, use: ColumnUse, named: boolean): Judgement | null {
  const outputs = resultsFrom(at, change.relation, change.column);
  const { reads, escapes } = rowEvidence(at, outputs[0]?.name ?? change.column);
  const unread = at.statement.rows !== null && reads.length + escapes.length === 0;
  if (!named && (!use.exposed || unread)) return null;
  return {
    verdict: 'silent',
    what: `${verbOf(use)} ${columnName(change.relation, change.column)}, which ${goes(change)} while another column takes its name`,
    why: 'The statement still runs, but under this name it finds the values of the other column.',
    underline: named ? change.column : '*',
    ...(named || reads.length + escapes.length === 0 ? {} : { evidence: [...reads, ...escapes] }),
    remedy: way(change, at),
  };
}

function lookedUp(change: Renamed, at: StatementAt): Judgement | null {
  if (!looksUp(at, change.column) || !looksUp(at, plainName(change.relation))) return null;
  return {
    verdict: 'silent',
    level: 'warning',
    what: `looks ${columnName(change.relation, change.column)} up in the catalog, which ${goes(change)}`,
    why: 'The catalog holds the new name only, so that the query answers without it.',
    underline: null,
    remedy: way(change, at),
  };
}

function goes(change: Renamed): string {
  return `${maker(change)} renames to ${quoted(change.to)}`;
}

function way(change: Renamed, { question }: ConsumerAt): Remedy {
  const relation = question.before.snapshot.relations.find(({ id }) => id === change.relation);
  if (relation?.kind === 'view' || relation?.kind === 'materialized view')
    return renameViewColumn(change.relation, change.column, change.to);
  const type = relation?.columns.find(({ name }) => name === change.column)?.type.display ?? '<type>';
  return renameByAdding(change.relation, change.column, change.to, type);
}

function declared(change: Renamed, at: ConsumerAt): readonly ConsumerJudgement[] {
  return declarationsOf(at, change.relation).flatMap(({ caller, columns }) =>
    columns
      .filter(({ name }) => name === change.column)
      .map(({ location }): ConsumerJudgement => ({
        verdict: change.taken ? 'silent' : 'breaks',
        what: `declares ${columnName(change.relation, change.column)} for ${caller}, which ${goes(change)}`,
        why: `${caller} names every declared column in the statements that it writes.`,
        access: 'declared',
        about: caller,
        location: inSource(at.consumer, location),
        remedy: way(change, at),
      })),
  );
}
