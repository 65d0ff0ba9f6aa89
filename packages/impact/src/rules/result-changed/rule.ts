import type { Change, Remedy, ResultColumn } from '@rowpact/model';
import type { Claim, Judgement, Rest, Rule, StatementAt } from '../../rule.js';
import { relationsOf } from '../../judge/change-keys.js';
import { lastNamed } from '../column-use.js';
import { driverValue } from '../driver-value.js';
import { analysisAfter, analysisBefore, rowEvidence, takenAfter } from '../statement-facts.js';
import { consumerStep, listing, maker, producerStep, remedy } from '../wording.js';

/** Sees to it that no change of what a statement answers is lost, whichever rule should have known it. */
export const resultChanged: Rule = { id: 'result-changed', about: [], judgeRest: judge };

interface Difference {
  readonly output: ResultColumn;
  /** Null where it is gone. */
  readonly after: ResultColumn | null;
}

function judge(at: StatementAt, { changes, claims }: Rest): Judgement | null {
  const [before, after] = [analysisBefore(at), analysisAfter(at)];
  if (before === null || after === null || !takenAfter(at)) return null;
  const differences = before.columns
    .filter((output) => lastNamed(before.columns, output.name) === output)
    .map((output): Difference => ({ output, after: lastNamed(after.columns, output.name) }))
    .filter((difference) => isDifferent(difference, at) && !isExplained(difference, changes, claims));
  const gone = differences.filter((difference) => difference.after === null);
  const retyped = differences.filter((difference) => difference.after !== null);
  return goneFrom(gone, at, changes) ?? (retyped.length === 0 ? null : otherTypes(retyped, at, changes));
}

function isDifferent({ output, after }: Difference, at: StatementAt): boolean {
  return after === null || valueBefore(output, at) !== valueAfter(after, at);
}

/** A rule that is about this very column has looked, also where it says nothing. */
function isExplained({ output }: Difference, changes: readonly Change[], claims: readonly Claim[]): boolean {
  const { source } = output;
  if (source === null) return claims.length > 0;
  const own = (change: Change) => relationsOf(change).includes(source.relation);
  if (changes.some((change) => own(change) && 'column' in change && change.column === source.column)) return true;
  return claims.some(({ change }) => change !== null && own(change) && !('column' in change));
}

function goneFrom(gone: readonly Difference[], at: StatementAt, changes: readonly Change[]): Judgement | null {
  const evidence = gone.map(({ output }) => rowEvidence(at, output.name));
  const reads = evidence.flatMap((each) => each.reads);
  const escapes = evidence[0]?.escapes ?? [];
  const unread = gone.length > 0 && at.statement.rows !== null && gone.every(({ output }) => output.wildcard);
  if (gone.length === 0 || (unread && reads.length + escapes.length === 0)) return null;
  const names = listing(gone.map(({ output }) => output.name));
  const certain = reads.length > 0 || gone.some(({ output }) => !output.wildcard);
  return {
    verdict: certain ? 'breaks' : 'may break',
    what: `gets rows without ${names} ${since(changes)}`,
    why: 'The statement still runs, but answers fewer columns: where the code reads them it gets undefined.',
    underline: null,
    ...(reads.length + escapes.length === 0 ? {} : { evidence: [...reads, ...escapes] }),
    remedy: keep(names),
  };
}

function otherTypes(retyped: readonly Difference[], at: StatementAt, changes: readonly Change[]): Judgement {
  const told = retyped.map(
    ({ output, after }) =>
      `${output.name} as ${after === null ? 'nothing' : valueAfter(after, at)} (was ${valueBefore(output, at)})`,
  );
  return {
    verdict: 'silent',
    what: `gets ${listing(told)} ${since(changes)}`,
    why: 'The statement still runs, but the driver hands on values of another JavaScript type: sums become joined text, comparisons fail without an error.',
    underline: retyped[0]?.output.name ?? null,
    remedy: keep(listing(retyped.map(({ output }) => output.name))),
  };
}

function valueBefore({ type }: ResultColumn, { consumer, question }: StatementAt): string {
  return driverValue(type, consumer.driver, question.before.snapshot);
}

function valueAfter({ type }: ResultColumn, { consumer, question }: StatementAt): string {
  return driverValue(type, consumer.driver, question.after.snapshot);
}

function since([change]: readonly Change[]): string {
  return change === undefined ? 'after the changes' : `after ${maker(change)}`;
}

function keep(names: string): Remedy {
  return remedy(
    `Add the new beside the old, and keep ${names} until nobody reads it.`,
    producerStep(`keep ${names} as it is, and add what is new under another name`),
    consumerStep('read the new name, deploy, and run `rowpact scan`'),
    producerStep('take the old one away in a later migration'),
  );
}
