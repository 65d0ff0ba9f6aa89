import {
  booleanOf,
  numberOf,
  numbersOf,
  textOf,
  textOrNull,
  type CatalogQuery,
  type CatalogRow,
} from './catalog-query.js';
import { OWN_SCHEMA } from './catalog-scope.js';

/** A constraint of a table, its columns still as attnums. */
export interface CatalogConstraint {
  readonly kind: 'primary key' | 'unique' | 'foreign key' | 'check' | 'exclusion';
  readonly name: string;
  readonly columns: readonly number[];
  readonly definition: string;
  readonly deferrable: boolean;
  /** Of a check: whether a column of it has a collation that takes different texts for equal. */
  readonly nondeterministic: boolean;
  /** Oid and attnums, on a foreign key. */
  readonly references: { readonly relation: number; readonly columns: readonly number[] };
}

/** A unique index that stands behind no constraint: key columns as attnums, 0 for an expression. */
export interface CatalogUniqueIndex {
  readonly name: string;
  readonly columns: readonly number[];
  readonly definition: string;
}

const KINDS: Readonly<Record<string, CatalogConstraint['kind']>> = {
  p: 'primary key',
  u: 'unique',
  f: 'foreign key',
  c: 'check',
  x: 'exclusion',
};

// A foreign key to a partitioned table has internal copies on the same table, one per partition referenced.
const CONSTRAINTS = `
  select k.conrelid::text as relation, k.contype::text as kind, k.conname::text as name,
    k.conkey::text as columns, pg_get_constraintdef(k.oid) as definition, k.condeferrable as deferrable,
    k.contype = 'c' and exists (
      select from pg_attribute a join pg_collation l on l.oid = a.attcollation
      where a.attrelid = k.conrelid and a.attnum = any (k.conkey) and not l.collisdeterministic
    ) as nondeterministic,
    k.confrelid::text as target, k.confkey::text as target_columns
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_constraint p on p.oid = k.conparentid
  where k.contype in ('p', 'u', 'f', 'c', 'x') and ${OWN_SCHEMA}
    and (k.contype <> 'f' or p.oid is null or p.conrelid <> k.conrelid)`;

/** The constraints of all tables by the table's oid, in no order. */
export async function readConstraints(query: CatalogQuery): Promise<ReadonlyMap<number, readonly CatalogConstraint[]>> {
  return byRelation(await query(CONSTRAINTS), toConstraint);
}

function toConstraint(row: CatalogRow): CatalogConstraint {
  const kind = KINDS[textOf(row, 'kind')];
  if (kind === undefined) throw new TypeError(`unknown pg_constraint.contype ${textOf(row, 'kind')}`);
  return {
    kind,
    name: textOf(row, 'name'),
    columns: elementsOf(row, 'columns'),
    definition: textOf(row, 'definition'),
    deferrable: booleanOf(row, 'deferrable'),
    nondeterministic: booleanOf(row, 'nondeterministic'),
    references: { relation: numberOf(row, 'target'), columns: elementsOf(row, 'target_columns') },
  };
}

// An index that is not valid (a concurrent build that failed or still runs) promises nothing yet.
const UNIQUE_INDEXES = `
  select i.indrelid::text as relation, x.relname::text as name, i.indnkeyatts::text as keys,
    i.indkey::text as columns, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i
  join pg_class x on x.oid = i.indexrelid
  join pg_class c on c.oid = i.indrelid
  join pg_namespace n on n.oid = c.relnamespace
  where i.indisunique and not i.indisprimary and i.indisvalid and ${OWN_SCHEMA} and c.relkind in ('r', 'p', 'm')
    and i.indexrelid not in (select k.conindid from pg_constraint k where k.contype in ('p', 'u', 'x'))`;

/** The unique indexes of all tables and materialised views by the relation's oid, in no order. */
export async function readUniqueIndexes(
  query: CatalogQuery,
): Promise<ReadonlyMap<number, readonly CatalogUniqueIndex[]>> {
  return byRelation(await query(UNIQUE_INDEXES), (row) => ({
    name: textOf(row, 'name'),
    columns: numbersOf(row, 'columns').slice(0, numberOf(row, 'keys')),
    definition: textOf(row, 'definition'),
  }));
}

/** The elements of an `int2[]`; none for NULL. */
function elementsOf(row: CatalogRow, column: string): readonly number[] {
  const text = textOrNull(row, column);
  return text === null || text === '{}' ? [] : text.slice(1, -1).split(',').map(Number);
}

function byRelation<T>(rows: readonly CatalogRow[], read: (row: CatalogRow) => T): ReadonlyMap<number, readonly T[]> {
  const found = new Map<number, T[]>();
  for (const row of rows) {
    const relation = numberOf(row, 'relation');
    const entries = found.get(relation);
    if (entries) entries.push(read(row));
    else found.set(relation, [read(row)]);
  }
  return found;
}
