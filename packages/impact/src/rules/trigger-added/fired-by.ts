import type { TriggerDetail } from '@rowpact/model';
import type { StatementAt } from '../../rule.js';
import { takenAfter } from '../statement-facts.js';
import { writing } from '../../writing/statement-writes.js';

/** What a statement does that makes the trigger run; null where it does not. `relation` of the trigger: its name before the changes. */
export function firedBy(
  { relation, events, columns }: Pick<TriggerDetail, 'relation' | 'events' | 'columns'>,
  at: StatementAt,
): 'insert' | 'update' | 'delete' | null {
  if (!takenAfter(at)) return null;
  if (/^\s*truncate\b/iu.test(at.statement.text))
    return events.includes('truncate') && writing(at, relation, 'delete').length > 0 ? 'delete' : null;
  if (events.includes('insert') && writing(at, relation, 'insert').length > 0) return 'insert';
  const updates = writing(at, relation, 'update').some(
    ({ update }) => columns.length === 0 || columns.some((column) => update.includes(column)),
  );
  if (events.includes('update') && updates) return 'update';
  return events.includes('delete') && writing(at, relation, 'delete').length > 0 ? 'delete' : null;
}
