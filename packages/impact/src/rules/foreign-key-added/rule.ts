import { displayName, quoteIdentifier, type Change } from '@rowpact/model';
import type { Judgement, Rule, StatementAt } from '../../rule.js';
import { newForeignKey, type ForeignKeyDetail } from '../../writing/foreign-keys.js';
import { arriving, type ArrivingValue, type WrittenRow } from '../../writing/rows-written.js';
import { rowsInto, rowsIntoParents, saidOfParent } from '../../writing/statement-writes.js';
import { columnName, consumerStep, listing, maker, producerStep, relationName, remedy } from '../wording.js';

/** Values must be there in another table from now on. `NOT VALID` spares the rows that are there, not those that come. */
export const foreignKeyAdded: Rule = {
  id: 'foreign-key-added',
  about: ['constraint-added', 'constraint-changed'],
  judge,
};

function judge(change: Change, at: StatementAt): Judgement | null {
  const key = newForeignKey(change, at.question);
  if (key === null) return null;
  const own = rowsInto(at, key.relation);
  const rows =
    own.length > 0 || ('relation' in change && saidOfParent(at, change)) ? own : rowsIntoParents(at, key.relation);
  const held = rows.find((row) => isHeld(row, key, at));
  if (held === undefined) return null;
  const target = displayName(key.references.relation);
  const names = listing(key.columns.map((column) => columnName(key.relation, column)));
  return {
    verdict: 'may break',
    what: `writes ${names}, which ${maker(change)} makes refer to ${target}`,
    why: `A value that ${target} (${key.references.columns.join(', ')}) does not have is refused from now on.`,
    underline: key.columns.find((column) => held.values.has(column)) ?? null,
    access: held.by,
    remedy: safeWay(key),
  };
}

/** A row with NULL in one of the columns refers to nothing; one of defaults alone is the producer's. */
function isHeld(row: WrittenRow, key: ForeignKeyDetail, { question }: StatementAt): boolean {
  const values = key.columns.map((column) => arriving(row, key.relation, column, question.after));
  const full = /\bMATCH FULL\b/u.test(key.definition);
  const isNull = (value: ArrivingValue | null): boolean => value?.kind === 'null';
  if (full ? values.every(isNull) : values.some(isNull)) return false;
  return row.by === 'insert' || values.some((value) => value !== null);
}

function safeWay(key: ForeignKeyDetail): Judgement['remedy'] {
  const table = relationName(key.relation);
  const target = displayName(key.references.relation);
  const name = quoteIdentifier(key.name);
  const bare = key.definition.replace(/\s+NOT VALID$/u, '');
  return remedy(
    `Let every writer write only what ${target} has, before PostgreSQL demands it.`,
    producerStep(
      `put the missing rows into ${target} first, and look which are missing`,
      `SELECT DISTINCT ${key.columns.map(quoteIdentifier).join(', ')} FROM ${table} child WHERE NOT EXISTS (SELECT FROM ${relationName(key.references.relation)} parent WHERE ${key.columns
        .map(
          (column, at) =>
            `parent.${quoteIdentifier(key.references.columns[at] ?? column)} = child.${quoteIdentifier(column)}`,
        )
        .join(' AND ')});`,
    ),
    consumerStep(`write the row of ${target} first, or only values that it has`),
    producerStep(
      'once every consumer does; NOT VALID already refuses new rows',
      `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${bare} NOT VALID;\nALTER TABLE ${table} VALIDATE CONSTRAINT ${name};`,
    ),
  );
}
