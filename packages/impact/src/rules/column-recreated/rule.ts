import type { Change } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { columnUse, resultsFrom } from '../column-use.js';
import { rowsReached } from '../row-readers.js';
import { refusedAfter, rowEvidence } from '../statement-facts.js';
import { columnName, consumerStep, maker, producerStep, quoted, relationName, remedy } from '../wording.js';

type Recreated = Extract<Change, { readonly kind: 'column-recreated' }>;

/** A column was dropped and added again under its name: every statement goes on, and what the column held is gone. */
export const columnRecreated: Rule = {
  id: 'column-recreated',
  about: ['column-recreated'],
  judge: (change, at) => (change.kind === 'column-recreated' ? judge(change, at) : null),
};

function judge(change: Recreated, at: StatementAt): Judgement | null {
  if (refusedAfter(at) !== null) return null;
  const { relation, column } = change;
  const use = columnUse(at, relation, column);
  const reached = rowsReached(at, relation);
  if (reached === null || (reached.columns !== null && !reached.columns.has(column))) return null;
  const output = resultsFrom(at, relation, column)[0]?.name ?? column;
  const { reads, escapes } = rowEvidence(at, output);
  const onlyExposed = use !== null && !use.reads && use.exposed;
  if (onlyExposed && at.statement.rows !== null && reads.length + escapes.length === 0) return null;
  const name = columnName(relation, column);
  return {
    verdict: 'silent',
    what: `reads ${name}, which ${maker(change)} drops and adds again: what it held is gone`,
    why: `The new column of the same name is ${filling(change)} in every row that was there before, and stands at the end of the table.`,
    underline: onlyExposed ? '*' : column,
    ...(onlyExposed && reads.length + escapes.length > 0 ? { evidence: [...reads, ...escapes] } : {}),
    behind: reached.behind,
    remedy: remedy(
      `Change ${name} in place, or add the new column under another name and copy the values.`,
      producerStep(
        'keep the column and change what has to change',
        `ALTER TABLE ${relationName(relation)} ALTER COLUMN ${quoted(column)} TYPE ${change.after.type.display} USING ${quoted(column)}::${change.after.type.display};`,
      ),
      consumerStep(`where the loss is meant: stop reading ${name} first, deploy, and run \`rowpact scan\``),
    ),
  };
}

function filling({ after }: Recreated): string {
  if (after.generated !== null) return `computed as ${after.generated.expression}`;
  if (after.identity !== null) return 'numbered anew';
  return after.default === null ? 'NULL' : after.default;
}
