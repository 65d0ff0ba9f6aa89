import { displayName, type Change, type IndexDetail, type RelationId } from '@rowpact/model';
import type { ImpactQuestion } from '../../question.js';
import { nameAfter, nameBefore, uniqueIndexesOn } from '../../writing/schema-facts.js';

/** What must be unique in a relation from now on. `relation`: its name after the changes. */
export interface NewKey {
  readonly relation: RelationId;
  readonly name: string;
  /** Null for an expression. */
  readonly columns: readonly (string | null)[];
  readonly predicate: string | null;
  readonly nullsNotDistinct: boolean;
  /** Whether the same values had to differ before, but for NULLs: then only rows with a NULL are worse off. */
  readonly onlyNulls: boolean;
  /** How to make it, with the `ALTER TABLE` or `CREATE` that belongs to it. */
  readonly sql: string;
}

/** The key that a change newly demands; null where one as strict was there before. */
export function newKey(change: Change, question: ImpactQuestion): NewKey | null {
  const key = keyOf(change, question);
  if (key === null) return null;
  const old = nameBefore(question, key.relation);
  const indexes = old === null ? [] : uniqueIndexesOn(question.before, old);
  if (indexes.some((index) => isAsStrict(index, key))) return null;
  return { ...key, onlyNulls: indexes.some((index) => isAsStrict(index, { ...key, nullsNotDistinct: false })) };
}

type DemandedKey = Omit<NewKey, 'onlyNulls'>;

function keyOf(change: Change, question: ImpactQuestion): DemandedKey | null {
  switch (change.kind) {
    case 'constraint-added':
    case 'constraint-changed':
      return ofConstraint(change, question);
    case 'index-added':
    case 'index-changed':
      return ofIndex(change, question);
    default:
      return null;
  }
}

function ofConstraint(
  { relation, after }: Extract<Change, { kind: 'constraint-added' | 'constraint-changed' }>,
  question: ImpactQuestion,
): DemandedKey | null {
  const name = nameAfter(question, relation);
  if (name === null || (after.kind !== 'unique' && after.kind !== 'primary key')) return null;
  const index = uniqueIndexesOn(question.after, name).find((one) => one.name === after.name);
  return {
    relation: name,
    name: after.name,
    columns: after.columns,
    predicate: null,
    nullsNotDistinct: index?.nullsNotDistinct ?? /NULLS NOT DISTINCT/u.test(after.definition),
    sql: `ALTER TABLE ${displayName(name)} ADD ${after.definition};`,
  };
}

/** An index behind a constraint is the constraint's. */
function ofIndex(
  { relation, after }: Extract<Change, { kind: 'index-added' | 'index-changed' }>,
  question: ImpactQuestion,
): DemandedKey | null {
  const name = nameAfter(question, relation);
  if (name === null || !after.unique || after.ofConstraint) return null;
  const { columns, predicate, nullsNotDistinct } = after;
  return {
    relation: name,
    name: after.name,
    columns,
    predicate,
    nullsNotDistinct,
    sql: `${after.definition.replace(/^CREATE UNIQUE INDEX /u, 'CREATE UNIQUE INDEX CONCURRENTLY ')};`,
  };
}

/** Whatever has the same columns, or fewer of them, already refused more. */
function isAsStrict(index: IndexDetail, key: DemandedKey): boolean {
  if (index.predicate !== null && index.predicate !== key.predicate) return false;
  if (key.nullsNotDistinct && !index.nullsNotDistinct) return false;
  return index.columns.every((column) => column !== null && key.columns.includes(column));
}
