import type { Change, ResultColumn } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { columnUse, isNamed, lastNamed, type ColumnUse, verbOf } from '../column-use.js';
import { retypeByAdding } from '../remedies.js';
import { analysisAfter, analysisBefore, refusedAfter, rowEvidence, takenAfter } from '../statement-facts.js';
import { columnName, maker } from '../wording.js';
import { type Difference, valuesDiffer } from './values-differ.js';

type Retyped = Extract<Change, { readonly kind: 'column-type-changed' }>;

/** A column has another type: operators that are missing for it, and values that arrive as something else. */
export const columnTypeChanged: Rule = {
  id: 'column-type-changed',
  about: ['column-type-changed'],
  judge: (change, at) => (change.kind === 'column-type-changed' ? judge(change, at) : null),
};

/** What PostgreSQL answers where types do not fit. */
const OF_TYPES =
  /^(?:42883|42804|42846|42809|42725|42P18|42P08|22P02|22P03|22007|22008|22003|22001|42703|42704|42P10|42601)$/u;

/** Names that are not there: those of other changes, unless the type itself has them (an attribute). */
const RECONNECT =
  ' Statements that were prepared before fail once with "cached plan must not change result type", until the connection is made anew.';

function judge(change: Retyped, at: StatementAt): Judgement | null {
  const use = columnUse(at, change.relation, change.column);
  if (use === null || change.before.display === change.after.display) return null;
  const refusal = refusedAfter(at);
  if (refusal !== null) return OF_TYPES.test(refusal.sqlstate) ? fails(change, use, refusal.sqlstate) : null;
  if (!takenAfter(at)) return null;
  return arrivesOtherwise(change, use, at) ?? comparesOtherwise(change, use, at);
}

function fails(change: Retyped, use: ColumnUse, sqlstate: string): Judgement | null {
  const ofNames = sqlstate === '42703' || sqlstate === '42704' || sqlstate === '42P10' || sqlstate === '42601';
  if (!isNamed(use) && !use.exposed) return null;
  return {
    verdict: 'breaks',
    what: `${verbOf(use)} ${columnName(change.relation, change.column)} as ${change.before.display}, and ${becomes(change)}`,
    why: `PostgreSQL finds no operator, function or assignment for ${change.after.display} where the statement has one for ${change.before.display}.`,
    underline: change.column,
    behind: use.behind || !isNamed(use) || ofNames,
    remedy: retypeByAdding(change.relation, change.column, change.after.display),
  };
}

/** A column of the result that shows the change. */
interface Shown {
  readonly output: ResultColumn;
  readonly difference: Difference;
  readonly computed: boolean;
}

function arrivesOtherwise(change: Retyped, use: ColumnUse, at: StatementAt): Judgement | null {
  const shown = shownIn(change, use, at).sort((left, right) => weight(left) - weight(right))[0];
  if (shown === undefined) return null;
  const { output, difference, computed } = shown;
  const { reads, escapes } = rowEvidence(at, output.name);
  const places = output.wildcard ? [...reads, ...escapes] : [];
  if (output.wildcard && at.statement.rows !== null && places.length === 0) return null;
  const level = levelOf(difference, change);
  return {
    verdict: 'silent',
    ...(level === null ? {} : { level }),
    what: `reads ${computed ? `${output.name}, computed from ` : ''}${columnName(change.relation, change.column)}, and ${becomes(change)}: ${inWords(difference)}`,
    why: whyOf(difference, change) + RECONNECT,
    underline: output.wildcard ? '*' : change.column,
    ...(places.length === 0 ? {} : { evidence: places }),
    behind: use.behind,
    remedy: retypeByAdding(change.relation, change.column, change.after.display),
  };
}

function shownIn(change: Retyped, use: ColumnUse, at: StatementAt): Shown[] {
  const [before, after] = [analysisBefore(at)?.columns ?? [], analysisAfter(at)?.columns ?? []];
  const { driver } = at.consumer;
  const snapshots = { before: at.question.before.snapshot, after: at.question.after.snapshot };
  return before.flatMap((output): Shown[] => {
    const now = lastNamed(after, output.name);
    if (lastNamed(before, output.name) !== output || now === null) return [];
    const own = output.source?.relation === change.relation && output.source.column === change.column;
    if (own) {
      const difference = valuesDiffer(change.before, change.after, driver, snapshots);
      return difference === null ? [] : [{ output, difference, computed: false }];
    }
    // What is computed from it, handed on by a view, or one side of a UNION.
    const mayCarry = use.behind || (output.source === null && (use.reads || use.exposed));
    const difference = mayCarry ? valuesDiffer(output.type, now.type, driver, snapshots) : null;
    const retyped = output.type.id === change.before.id && now.type.id === change.after.id;
    if (difference === null || (difference.kind !== 'javascript' && !retyped)) return [];
    return [{ output, difference, computed: output.name !== change.column }];
  });
}

function weight({ difference }: Shown): number {
  return difference.kind === 'javascript' ? 0 : difference.kind === 'name' ? 2 : 1;
}

function levelOf(difference: Difference, change: Retyped): 'warning' | 'note' | null {
  if (difference.kind === 'values') return difference.mild ? 'warning' : null;
  return difference.kind === 'name' && !isRewritten(change) ? 'note' : null;
}

/** Whether the migration says how to make the new values, with more than a cast. */
function isRewritten({ origin, column }: Retyped): boolean {
  const using = /\busing\s+(.+)$/isu.exec(origin?.statement ?? '')?.[1];
  if (using === undefined) return false;
  const plain = using
    .replaceAll('"', '')
    .replace(/[;\s)]+$/u, '')
    .replace(/^[(\s]+/u, '');
  return plain.replace(/(?:\s*::\s*[\w.]+(?:\s*\([\d,\s]*\))?(?:\[\])?)*$/u, '') !== column;
}

/** Where only conditions use the column, some changes make them choose other rows. */
function comparesOtherwise(change: Retyped, use: ColumnUse, at: StatementAt): Judgement | null {
  if (!use.reads) return null;
  const snapshots = { before: at.question.before.snapshot, after: at.question.after.snapshot };
  const difference = valuesDiffer(change.before, change.after, at.consumer.driver, snapshots);
  const lossy =
    (difference?.kind === 'values' && /rounded|lost|blanks/u.test(difference.how)) ||
    /\.citext$/u.test(change.after.id);
  if (!lossy) return null;
  return {
    verdict: 'silent',
    level: 'warning',
    what: `compares ${columnName(change.relation, change.column)}, and ${becomes(change)}`,
    why: `The statement still runs, but conditions, joins and sorting by the column may choose other rows: ${inWords(difference ?? { kind: 'name' })}.`,
    underline: change.column,
    behind: use.behind,
    remedy: retypeByAdding(change.relation, change.column, change.after.display),
  };
}

function inWords(difference: Difference): string {
  switch (difference.kind) {
    case 'javascript':
      return `the driver hands on ${difference.after} where it was ${difference.before}`;
    case 'values':
      return difference.how;
    case 'name':
      return 'the values stay, PostgreSQL only names another type with them';
    default:
      return difference satisfies never;
  }
}

function whyOf(difference: Difference, { after }: Retyped): string {
  if (difference.kind === 'javascript')
    return `Drivers choose the JavaScript type by the database type. With ${after.display} sums become joined text, comparisons with === fail, methods are missing, and nothing says so.`;
  if (difference.kind === 'values')
    return 'The statement still runs and the JavaScript type stays, but the values are others.';
  return 'A parser that the code has set for the old type no longer runs; nothing else changes.';
}

function becomes(change: Retyped): string {
  return `${maker(change)} makes it ${change.after.display}`;
}
