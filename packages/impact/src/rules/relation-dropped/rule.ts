import type { Change, RelationKind } from '@rowpact/model';
import type { ConsumerAt, ConsumerJudgement, Judgement, Rule, StatementAt } from '../../rule.js';
import { declarationsOf } from '../declared-tables.js';
import { consequenceOf, verbFor } from '../relation-gone.js';
import { dropRelationInTwoPhases } from '../remedies.js';
import { plainName } from '../row-readers.js';
import { inSource } from '../statement-facts.js';
import { maker, relationName } from '../wording.js';

type Dropped = Extract<Change, { readonly kind: 'relation-dropped' }>;

/** A table or view is gone. */
export const relationDropped: Rule = {
  id: 'relation-dropped',
  about: ['relation-dropped'],
  judge: (change, at) => (change.kind === 'relation-dropped' ? judge(change, at) : null),
  judgeConsumer: (change, at) => (change.kind === 'relation-dropped' ? declared(change, at) : []),
};

function judge(change: Dropped, at: StatementAt): Judgement | null {
  const consequence = consequenceOf(at, change.relation, null);
  if (consequence === null) return null;
  const name = relationName(change.relation);
  const base = { underline: plainName(change.relation), remedy: way(change) };
  switch (consequence.kind) {
    case 'refused':
      return {
        ...base,
        verdict: 'breaks',
        what: `${verbFor(at, change.relation)} ${name}, which ${goes(change)}`,
        why: 'PostgreSQL refuses a statement that names a relation which does not exist, each time it is sent.',
        behind: consequence.behind,
      };
    case 'elsewhere':
      return {
        ...base,
        verdict: 'silent',
        what: `${verbFor(at, change.relation)} ${name}, which ${goes(change)}: PostgreSQL takes the name for ${relationName(consequence.relation)} then`,
        why: 'A name without a schema is looked up along the search path. With the first relation gone the next of the same name is meant.',
      };
    case 'looked up':
      return {
        ...base,
        verdict: 'silent',
        level: 'warning',
        what: `looks ${name} up in the catalog, which ${goes(change)}`,
        why: 'The statement still runs, and finds nothing.',
        underline: null,
      };
    default:
      return consequence satisfies never;
  }
}

function goes(change: Dropped): string {
  return change.cascaded ? `falls with what ${maker(change)} drops` : `${maker(change)} drops`;
}

const SQL_KIND: Readonly<Record<RelationKind, string>> = {
  table: 'TABLE',
  'partitioned table': 'TABLE',
  view: 'VIEW',
  'materialized view': 'MATERIALIZED VIEW',
  'foreign table': 'FOREIGN TABLE',
};

function way(change: Dropped) {
  return dropRelationInTwoPhases(change.relation, SQL_KIND[change.before]);
}

function declared(change: Dropped, at: ConsumerAt): readonly ConsumerJudgement[] {
  return declarationsOf(at, change.relation).map(({ caller, place: { file, line, column } }): ConsumerJudgement => ({
    verdict: 'breaks',
    what: `declares ${relationName(change.relation)} for ${caller}, which ${goes(change)}`,
    why: `Every statement that ${caller} writes for this table fails.`,
    access: 'declared',
    about: caller,
    location: inSource(at.consumer, { file, line, column }),
    remedy: way(change),
  }));
}
