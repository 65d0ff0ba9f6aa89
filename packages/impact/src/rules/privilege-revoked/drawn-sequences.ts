import type { RelationId, SequenceDetail } from '@rowpact/model';
import type { StatementAt } from '../../rule.js';
import { columnIn } from '../../writing/schema-facts.js';
import { rowsInto } from '../../writing/statement-writes.js';
import { drawsFrom } from '../sequence-changed/draws-from.js';

/**
 * Whether the statement takes values of a sequence with the rights of who sends it: by name, or through the default of a column that
 * it leaves out. An identity column needs no right on its sequence.
 */
export function draws(at: StatementAt, { id }: Pick<SequenceDetail, 'id'>): 'by name' | RelationId | null {
  if (drawsFrom(at.statement.text, id)) return 'by name';
  const { after } = at.question;
  for (const { id: relation, columns } of after.snapshot.relations)
    for (const { name, default: sql } of columns) {
      if (sql === null || !drawsFrom(sql, id) || columnIn(after, relation, name) === null) continue;
      const leftOut = rowsInto(at, relation).some(
        ({ by, values }) => by === 'insert' && (values.get(name)?.kind ?? 'default') === 'default',
      );
      if (leftOut) return relation;
    }
  return null;
}
