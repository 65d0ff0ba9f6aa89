import { displayName, partsOf, quoteIdentifier, type Change, type Column } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { columnIn, mustBeWritten } from '../../writing/schema-facts.js';
import { rowsInto } from '../../writing/statement-writes.js';
import { filledByTrigger } from '../../writing/trigger-body.js';
import { columnName, consumerStep, maker, producerStep, relationName, remedy } from '../wording.js';

/** A new column must have a value, and nothing gives it one: INSERTs that do not list it fail. */
export const requiredColumnAdded: Rule = { id: 'required-column-added', about: ['column-added'], judge };

function judge(change: Change, at: StatementAt): Judgement | null {
  if (change.kind !== 'column-added') return null;
  const { relation, column: name } = change;
  const column = columnIn(at.question.after, relation, name) ?? change.after;
  if (!mustBeWritten(column, at.question.after)) return null;
  if (!rowsInto(at, relation).some(({ by, values }) => by === 'insert' && isLeftOut(values.get(name)?.kind)))
    return null;
  const filled = filledByTrigger(at.question.after, relation, name);
  if (filled === 'always') return null;
  const subject = columnName(relation, name);
  return {
    verdict: filled === 'never' ? 'breaks' : 'may break',
    ...(filled === 'never' ? {} : { level: 'warning' as const }),
    what: `inserts into ${displayName(relation)} without ${name}, which ${maker(change)} adds as NOT NULL without a default`,
    why:
      filled === 'never'
        ? `An INSERT that does not list ${subject} would store NULL there, and PostgreSQL refuses it.`
        : `A trigger sets ${subject} under conditions; where it does not, the INSERT would store NULL, and PostgreSQL refuses it.`,
    underline: partsOf(relation).name,
    access: 'insert',
    remedy: safeWay(change, column),
  };
}

function isLeftOut(kind: string | undefined): boolean {
  return kind === undefined || kind === 'default';
}

function safeWay(
  { relation, column }: Extract<Change, { kind: 'column-added' }>,
  { type }: Column,
): Judgement['remedy'] {
  const table = relationName(relation);
  const name = quoteIdentifier(column);
  return remedy(
    `Add ${columnName(relation, column)} with a default, and take the default away when every INSERT lists the column.`,
    producerStep(
      'add the column with a default, so that INSERTs that do not know it still pass',
      `ALTER TABLE ${table} ADD COLUMN ${name} ${type.display} NOT NULL DEFAULT ${exampleOf(type.display)};`,
    ),
    consumerStep(`list ${column} in every INSERT into ${displayName(relation)}`),
    producerStep(
      'in a later migration, once no consumer leaves it out',
      `ALTER TABLE ${table} ALTER COLUMN ${name} DROP DEFAULT;`,
    ),
  );
}

/** A default that the type takes, for the SQL to be complete. */
function exampleOf(type: string): string {
  if (/\[\]$/u.test(type)) return "'{}'";
  if (/^(?:small|big)?int|^numeric|^real|^double/u.test(type)) return '0';
  if (type === 'boolean') return 'false';
  if (/^(?:timestamp|date|time)/u.test(type)) return 'now()';
  if (type === 'uuid') return 'gen_random_uuid()';
  if (/^jsonb?$/u.test(type)) return "'{}'";
  return /^(?:text|character|citext)/u.test(type) ? "''" : '…';
}
