import { displayName, quoteIdentifier, type Change, type ConstraintDetail } from '@rowpact/model';
import type { ConsumerAt, ConsumerJudgement, Rule, StatementAt } from '../../rule.js';
import { atAll, inPlaces, workingStatements } from '../../writing/places.js';
import { accessesTo } from '../statement-facts.js';
import { columnName, consumerStep, maker, producerStep, remedy } from '../wording.js';

/**
 * A check that listed what a column can hold is gone: code that knows just these values may meet others. Nothing fails, so it is a
 * note, once per consumer; any other constraint may go without anybody noticing.
 */
export const constraintDropped: Rule = {
  id: 'constraint-dropped',
  about: ['constraint-dropped', 'constraint-changed'],
  judgeConsumer,
};

function judgeConsumer(change: Change, at: ConsumerAt): readonly ConsumerJudgement[] {
  if (change.kind !== 'constraint-dropped' && change.kind !== 'constraint-changed') return [];
  const { before } = change;
  const [column] = before.columns;
  const values = listedValues(before);
  const now = change.kind === 'constraint-changed' && change.after.enforced ? listedValues(change.after) : null;
  if (column === undefined || values === null) return [];
  if (now !== null && now.every((value) => values.includes(value))) return [];
  const readers = workingStatements(at).filter((one) => answers(one, change, column));
  return atAll(at, readers, 'read', {
    verdict: 'silent',
    level: 'note',
    what: `reads ${columnName(change.relation, column)}${inPlaces(readers)}, which ${maker(change)} lets hold more than ${values.join(', ')}`,
    why: 'Code that tells just these values apart (a union type, a switch) meets others from now on.',
    remedy: remedy(
      'Let readers be ready for other values first.',
      consumerStep('give every switch over the values a default, and widen types written by hand'),
      producerStep(`drop ${quoteIdentifier(before.name)} of ${displayName(change.relation)} when they are`),
    ),
  });
}

function answers(
  at: StatementAt,
  { relation }: Extract<Change, { kind: 'constraint-dropped' | 'constraint-changed' }>,
  column: string,
): boolean {
  return accessesTo(at, relation).some(({ read, exposed }) => read.includes(column) || exposed.includes(column));
}

/** The literals of `CHECK (status = ANY (ARRAY['signed', 'sent']))` over one column; null for any other check. */
function listedValues({ kind, columns, expression }: ConstraintDetail): readonly string[] | null {
  if (kind !== 'check' || columns.length !== 1 || expression === null) return null;
  const list = /^\(*[^=]+= ANY \(+ARRAY\[(.*)\]/su.exec(expression)?.[1];
  const found = list?.match(/'(?:[^']|'')*'|(?<![\w'])-?\d+(?:\.\d+)?(?![\w'])/gu) ?? [];
  return found.length === 0 ? null : found;
}
