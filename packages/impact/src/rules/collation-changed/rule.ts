import type { Change } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { columnUse } from '../column-use.js';
import { takenAfter } from '../statement-facts.js';
import { columnName, consumerStep, maker, producerStep, quoted, relationName, remedy } from '../wording.js';

type Retyped = Extract<Change, { readonly kind: 'column-type-changed' }>;

/** A text column is sorted and compared by other rules. */
export const collationChanged: Rule = {
  id: 'collation-changed',
  about: ['column-type-changed'],
  judge: (change, at) => (change.kind === 'column-type-changed' ? judge(change, at) : null),
};

/** Where the order of texts, or whether two are equal, decides about the result. */
const COMPARES =
  /\border\s+by\b|\bdistinct\b|\bgroup\s+by\b|[<>]|\bbetween\b|\bi?like\b|\bm(?:ax|in)\s*\(|\bpartition\s+by\b/iu;

function judge(change: Retyped, at: StatementAt): Judgement | null {
  const { relation, column, collation } = change;
  if (collation === null || !takenAfter(at) || !COMPARES.test(at.statement.text)) return null;
  const use = columnUse(at, relation, column);
  if (!use?.reads) return null;
  const name = columnName(relation, column);
  return {
    verdict: 'silent',
    level: 'warning',
    what: `sorts or compares by ${name}, whose collation ${maker(change)} changes to ${named(collation.after)}`,
    why: `Under ${named(collation.after)} the texts stand in another order than under ${named(collation.before)}, and LIKE may find others and may no longer use an index.`,
    underline: column,
    behind: use.behind,
    remedy: remedy(
      `Say the collation in the statements that need one.`,
      consumerStep(
        `where the order matters, name it`,
        `ORDER BY ${quoted(column)} COLLATE ${collation.before ?? '"default"'}`,
      ),
      producerStep(
        'change the collation after that',
        `ALTER TABLE ${relationName(relation)} ALTER COLUMN ${quoted(column)} TYPE ${change.after.display} COLLATE ${collation.after ?? '"default"'};`,
      ),
    ),
  };
}

function named(collation: string | null): string {
  return collation ?? 'the default';
}
