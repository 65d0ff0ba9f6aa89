import { displayName, quoteIdentifier, type Change, type ConstraintDetail, type RelationId } from '@rowpact/model';
import { worstOf } from '../../constants/demand.js';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { rowsInto, rowsIntoParents, saidOfParent } from '../../writing/statement-writes.js';
import { writtenColumn, writtenValues } from '../../writing/written-words.js';
import { consumerStep, listing, maker, producerStep, relationName, remedy } from '../wording.js';
import { checkDemands, newCheck } from './check-demands.js';

/** Rows must pass a check that is new, or another than before. `NOT VALID` spares the rows that are there, not those that come. */
export const checkAdded: Rule = { id: 'check-added', about: checkDemands.about, judge };

function judge(change: Change, at: StatementAt): Judgement | null {
  const found = newCheck(change, at.question);
  const [demand] = checkDemands.demands(change, at);
  if (found === null || demand === undefined) return null;
  const own = worstOf(rowsInto(at, found.relation), demand, at.question);
  const routed = own ?? (said(change, at) ? null : worstOf(rowsIntoParents(at, found.relation), demand, at.question));
  if (routed === null) return null;
  const fails = routed.kind === 'fails' && own !== null;
  const values = routed.kind === 'fails' ? writtenValues(routed.values) : null;
  const { constraint } = found;
  return {
    verdict: fails ? 'breaks' : 'may break',
    what:
      values === null
        ? `writes ${columnsOf(found)}, which ${maker(change)} holds against the check ${constraint.expression ?? ''}`
        : `writes ${values} into ${displayName(found.relation)}, which the check of ${maker(change)} refuses: ${constraint.expression ?? ''}`,
    why: fails
      ? 'PostgreSQL evaluated the check over what the statement writes: it is false, so every such row is refused.'
      : 'Rows that the check is false for are refused; which values the statement writes, only its caller knows.',
    underline: writtenColumn(routed, constraint.columns),
    remedy: safeWay(found.relation, constraint),
  };
}

function said(change: Change, at: StatementAt): boolean {
  return 'relation' in change && saidOfParent(at, change);
}

function columnsOf({
  relation,
  constraint,
}: {
  readonly relation: RelationId;
  readonly constraint: ConstraintDetail;
}): string {
  const columns = constraint.columns.map((column) => `${displayName(relation)}.${quoteIdentifier(column)}`);
  return columns.length === 0 ? displayName(relation) : listing(columns);
}

function safeWay(relation: RelationId, { name, definition }: ConstraintDetail): Judgement['remedy'] {
  const table = relationName(relation);
  const bare = definition.replace(/\s+NOT VALID$/u, '');
  return remedy(
    'Let every writer pass the check before PostgreSQL holds them to it.',
    consumerStep(`write only what passes: ${bare}`),
    producerStep(
      'once no consumer writes anything else; NOT VALID spares the old rows, and already refuses new ones',
      `ALTER TABLE ${table} ADD CONSTRAINT ${quoteIdentifier(name)} ${bare} NOT VALID;`,
    ),
    producerStep('mend the old rows, then', `ALTER TABLE ${table} VALIDATE CONSTRAINT ${quoteIdentifier(name)};`),
  );
}
