import type { Change } from '@rowpact/model';
import type { ConsumerAt, ConsumerJudgement, Judgement, Rule, StatementAt } from '../../rule.js';
import { declarationsOf } from '../declared-tables.js';
import { consequenceOf, verbFor } from '../relation-gone.js';
import { renameWithView } from '../remedies.js';
import { plainName } from '../row-readers.js';
import { inSource } from '../statement-facts.js';
import { maker, relationName } from '../wording.js';

type Renamed = Extract<Change, { readonly kind: 'relation-renamed' }>;

/** A table or view goes by another name, or moved to another schema. */
export const relationRenamed: Rule = {
  id: 'relation-renamed',
  about: ['relation-renamed'],
  judge: (change, at) => (change.kind === 'relation-renamed' ? judge(change, at) : null),
  judgeConsumer: (change, at) => (change.kind === 'relation-renamed' ? declared(change, at) : []),
};

function judge(change: Renamed, at: StatementAt): Judgement | null {
  const consequence = consequenceOf(at, change.relation, change.to);
  if (consequence === null) return null;
  const base = { underline: plainName(change.relation), remedy: renameWithView(change.relation, change.to) };
  const who = `${verbFor(at, change.relation)} ${relationName(change.relation)}, which ${becomes(change)}`;
  switch (consequence.kind) {
    case 'refused':
      return {
        ...base,
        verdict: 'breaks',
        what: who,
        why: moved(change)
          ? 'A name without a schema is looked up along the search path only, and one with the old schema is gone: PostgreSQL refuses the statement.'
          : 'PostgreSQL refuses a statement that names a relation by a name that it no longer has.',
        behind: consequence.behind,
      };
    case 'elsewhere':
      return {
        ...base,
        verdict: 'silent',
        what: `${who}: PostgreSQL takes the name for ${relationName(consequence.relation)} then`,
        why: 'A name without a schema is looked up along the search path. With the first relation gone the next of the same name is meant.',
      };
    case 'looked up':
      return {
        ...base,
        verdict: 'silent',
        level: 'warning',
        what: `looks ${relationName(change.relation)} up in the catalog, which ${becomes(change)}`,
        why: 'The statement still runs, and finds nothing under the old name.',
        underline: null,
      };
    default:
      return consequence satisfies never;
  }
}

function moved(change: Renamed): boolean {
  return plainName(change.relation) === plainName(change.to);
}

function becomes(change: Renamed): string {
  return `${maker(change)} ${moved(change) ? 'moves' : 'renames'} to ${relationName(change.to)}`;
}

function declared(change: Renamed, at: ConsumerAt): readonly ConsumerJudgement[] {
  return declarationsOf(at, change.relation)
    .filter(
      ({ schema, table }) => schema !== null || table !== plainName(change.to) || !declarationsOf(at, change.to).length,
    )
    .map(({ caller, place: { file, line, column } }): ConsumerJudgement => ({
      verdict: 'breaks',
      what: `declares ${relationName(change.relation)} for ${caller}, which ${becomes(change)}`,
      why: `Every statement that ${caller} writes for this table names the old one.`,
      access: 'declared',
      about: caller,
      location: inSource(at.consumer, { file, line, column }),
      remedy: renameWithView(change.relation, change.to),
    }));
}
