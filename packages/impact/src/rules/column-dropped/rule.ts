import type { Change } from '@rowpact/model';
import type { ConsumerAt, ConsumerJudgement, Judgement, Rule, StatementAt } from '../../rule.js';
import { columnUse, isNamed, resultAfter, type ColumnUse, verbOf } from '../column-use.js';
import { declarationsOf } from '../declared-tables.js';
import { dropColumnInTwoPhases } from '../remedies.js';
import { looksUp, plainName } from '../row-readers.js';
import { type Loss, rowsThatLose } from '../rows-that-lose.js';
import { inSource, refusedAfter, takenAfter } from '../statement-facts.js';
import { columnName, maker } from '../wording.js';

type Dropped = Extract<Change, { readonly kind: 'column-dropped' }>;

/** A column is gone: statements that name it fail, rows that came through `*` come without it. */
export const columnDropped: Rule = {
  id: 'column-dropped',
  about: ['column-dropped'],
  judge: (change, at) => (change.kind === 'column-dropped' ? judge(change, at) : null),
  judgeConsumer: (change, at) => (change.kind === 'column-dropped' ? declared(change, at) : []),
};

function judge(change: Dropped, at: StatementAt): Judgement | null {
  const use = columnUse(at, change.relation, change.column);
  if (use === null) return lookedUp(change, at);
  if (refusedAfter(at) !== null) return fails(change, use, at);
  if (!takenAfter(at) || use.behind) return null;
  if (isNamed(use)) return resolvesElsewhere(change, at, use);
  return use.exposed ? rowsThatLose(at, change.relation, change.column, lost(change, at)) : null;
}

function fails(change: Dropped, use: ColumnUse, at: StatementAt): Judgement {
  const name = columnName(change.relation, change.column);
  const named = isNamed(use);
  return {
    verdict: 'breaks',
    what: `${named ? verbOf(use) : 'depends on'} ${name}, which ${goes(change)}`,
    why: named
      ? `PostgreSQL refuses a statement that names a column which does not exist, each time it is sent.`
      : `The statement does not name ${name}, but it holds together with that column only: through \`*\` where the number of columns matters, a view, or an upsert's key.`,
    underline: change.column,
    behind: use.behind || !named,
    remedy: safeWay(change, at),
  };
}

function resolvesElsewhere(change: Dropped, at: StatementAt, use: ColumnUse): Judgement {
  const name = columnName(change.relation, change.column);
  const found = resultAfter(at, change.column)?.source ?? null;
  const elsewhere = found === null ? 'something else' : columnName(found.relation, found.column);
  const writes = !use.reads;
  return {
    verdict: 'silent',
    what: writes
      ? `writes ${name} by position, which ${goes(change)}: its values go into other columns`
      : `names ${name}, which ${goes(change)}: PostgreSQL still takes the statement, but ${change.column} means ${elsewhere}`,
    why: writes
      ? 'An INSERT without a list of columns fills them from the left. With one column less the values move, and still fit.'
      : 'A name that is gone from one relation is looked up in the others of the statement, and in those around a subquery; a NATURAL JOIN or a whole row simply goes on without it.',
    underline: change.column,
    remedy: safeWay(change, at),
  };
}

function lookedUp(change: Dropped, at: StatementAt): Judgement | null {
  if (!looksUp(at, change.column) || !looksUp(at, plainName(change.relation))) return null;
  return {
    verdict: 'silent',
    level: 'warning',
    what: `looks ${columnName(change.relation, change.column)} up in the catalog, which ${goes(change)}`,
    why: 'The statement still runs, and finds nothing.',
    underline: null,
    remedy: safeWay(change, at),
  };
}

function lost(change: Dropped, at: ConsumerAt): Loss {
  return { goes: goes(change), remedy: safeWay(change, at) };
}

function safeWay({ relation, column }: Dropped, { question }: ConsumerAt): Judgement['remedy'] {
  const was = question.before.snapshot.relations.find(({ id }) => id === relation);
  return dropColumnInTwoPhases(relation, column, was?.kind === 'view' || was?.kind === 'materialized view');
}

function goes(change: Dropped): string {
  return change.cascaded ? `falls with what ${maker(change)} drops` : `${maker(change)} drops`;
}

/** An ORM selects and writes every column that its table declares. */
function declared(change: Dropped, at: ConsumerAt): readonly ConsumerJudgement[] {
  return declarationsOf(at, change.relation).flatMap(({ caller, columns }) =>
    columns
      .filter(({ name }) => name === change.column)
      .map(({ location }): ConsumerJudgement => ({
        verdict: 'breaks',
        what: `declares ${columnName(change.relation, change.column)} for ${caller}, which ${goes(change)}`,
        why: `${caller} names every declared column in the statements that it writes.`,
        access: 'declared',
        about: caller,
        location: inSource(at.consumer, location),
        remedy: safeWay(change, at),
      })),
  );
}
