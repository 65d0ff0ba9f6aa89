import { numberOf, numbersOf, textOf, textsOf, type CatalogQuery, type CatalogRow } from './catalog-query.js';
import { OWN_SCHEMA } from './catalog-scope.js';

/** A column or attribute as `pg_attribute` has it. */
export interface CatalogColumn {
  readonly attnum: number;
  readonly name: string;
  readonly type: number;
  readonly typmod: number;
  readonly dimensions: number;
  readonly notNull: boolean;
  readonly identity: 'always' | 'by default' | null;
  readonly generated: 'stored' | 'virtual' | null;
}

/** Columns in their order by the oid of their relation (or of a composite type's `pg_class` row). */
export type ColumnsByRelation = ReadonlyMap<number, readonly CatalogColumn[]>;

// There are tens of thousands of columns, so what is sent of each counts: one row per relation, the names in one JSON
// array, and every other fact of a column in one whole number below 2^52. All aggregates see the rows of a group in the
// same order. Dimensions above 7 are cut: PostgreSQL has at most 6, though old versions let more be declared.
const COLUMNS = `
  select a.attrelid::text as relation, json_agg(a.attname)::text as names,
    json_agg(
      (a.atttypid::int8 << 20) | (a.attnum::int8 << 9) | (least(a.attndims, 7) << 5)
      | case a.attgenerated when '' then 0 when 's' then 8 else 16 end
      | case a.attidentity when '' then 0 when 'a' then 2 else 4 end
      | case when a.attnotnull then 1 else 0 end)::text as facts,
    string_agg(concat_ws(' ', a.attnum, a.atttypmod), ' ') filter (where a.atttypmod <> -1) as typmods
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  join pg_namespace n on n.oid = c.relnamespace
  where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and ${OWN_SCHEMA}
  group by a.attrelid`;

/** The columns of all relations, those of standalone composite types too. */
export async function readColumns(query: CatalogQuery): Promise<ColumnsByRelation> {
  const columns = new Map<number, readonly CatalogColumn[]>();
  for (const row of await query(COLUMNS)) columns.set(numberOf(row, 'relation'), toColumns(row));
  return columns;
}

function toColumns(row: CatalogRow): readonly CatalogColumn[] {
  const names = textsOf(row, 'names');
  // json_agg of an int8 column answers whole numbers and nothing else
  const facts = JSON.parse(textOf(row, 'facts')) as readonly number[];
  const typmods = pairs(numbersOf(row, 'typmods'));
  const columns = facts.map((packed, at) => toColumn(names[at] ?? '', packed, typmods));
  return columns.sort((left, right) => left.attnum - right.attnum);
}

const IDENTITY = [null, 'always', 'by default'] as const;
const GENERATED = [null, 'stored', 'virtual'] as const;
const LOW_BITS = 2 ** 20;

function toColumn(name: string, packed: number, typmods: ReadonlyMap<number, number>): CatalogColumn {
  const low = packed % LOW_BITS;
  const attnum = low >> 9;
  return {
    attnum,
    name,
    type: (packed - low) / LOW_BITS,
    typmod: typmods.get(attnum) ?? -1,
    dimensions: (low >> 5) & 7,
    notNull: (low & 1) === 1,
    identity: IDENTITY[(low >> 1) & 3] ?? null,
    generated: GENERATED[(low >> 3) & 3] ?? null,
  };
}

function pairs(numbers: readonly number[]): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  for (let at = 0; at + 1 < numbers.length; at += 2) map.set(numbers[at] ?? 0, numbers[at + 1] ?? 0);
  return map;
}

/** What few columns have, by relation oid and attnum. */
export class ColumnNotes {
  private readonly byRelation = new Map<number, Map<number, string>>();

  add(relation: number, attnum: number, text: string): void {
    let notes = this.byRelation.get(relation);
    if (!notes) this.byRelation.set(relation, (notes = new Map<number, string>()));
    notes.set(attnum, text);
  }

  get(relation: number, attnum: number): string | null {
    return this.byRelation.get(relation)?.get(attnum) ?? null;
  }

  /** All notes of one relation by attnum. */
  of(relation: number): ReadonlyMap<number, string> {
    return this.byRelation.get(relation) ?? NO_NOTES;
  }
}

const NO_NOTES: ReadonlyMap<number, string> = new Map();

const OWN_DEFAULTS = `
  from pg_attrdef d join pg_class c on c.oid = d.adrelid join pg_namespace n on n.oid = c.relnamespace where ${OWN_SCHEMA}`;

// Printing an expression is the dearest part of the whole reading, and most defaults are the same few. From version 17
// on stored trees no longer tell where in the text of its statement an expression stood, so equal ones are equal texts
// and printed once; only those that name columns (VAR) have to be printed per table.
const EQUAL_TREES = `current_setting('server_version_num')::int >= 170000`;
const DEFAULTS = `
  with own as materialized (
    select d.oid, d.adrelid, d.adnum, d.adbin::text as tree ${OWN_DEFAULTS} and ${EQUAL_TREES}
  ), same as (
    select tree, strpos(tree, '{VAR ') > 0 as per_table, min(oid::int8)::oid as one,
      string_agg(concat_ws(' ', adrelid, adnum), ' ') as places
    from own group by tree
  )
  select pg_get_expr(d.adbin, d.adrelid) as note, same.places
  from same join pg_attrdef d on d.oid = same.one where not same.per_table
  union all
  select pg_get_expr(d.adbin, d.adrelid), concat_ws(' ', d.adrelid, d.adnum)
  from same join own on own.tree = same.tree join pg_attrdef d on d.oid = own.oid where same.per_table
  union all
  select pg_get_expr(d.adbin, d.adrelid), concat_ws(' ', d.adrelid, d.adnum) ${OWN_DEFAULTS} and not ${EQUAL_TREES}`;

/** Defaults, and the expressions of generated columns. */
export async function readDefaults(query: CatalogQuery): Promise<ColumnNotes> {
  return toNotes(await query(DEFAULTS));
}

// Only what initdb made has a smaller oid, and its comments are thousands.
const COLUMN_COMMENTS = `
  select concat_ws(' ', objoid, objsubid) as places, description as note
  from pg_description where classoid = 'pg_class'::regclass and objsubid > 0 and objoid >= 16384`;

export async function readColumnComments(query: CatalogQuery): Promise<ColumnNotes> {
  return toNotes(await query(COLUMN_COMMENTS));
}

// PostgreSQL 18 sets attnotnull for a NOT NULL ... NOT VALID constraint too, which rows from before may break. In
// earlier versions tables have no constraints of this kind.
const UNPROVEN_NOT_NULLS = `
  select concat_ws(' ', conrelid, conkey[1]) as places, '' as note
  from pg_constraint where contype = 'n' and not convalidated and conrelid <> 0`;

/** Columns whose NOT NULL holds for new rows only. */
export async function readUnvalidatedNotNulls(query: CatalogQuery): Promise<ColumnNotes> {
  return toNotes(await query(UNPROVEN_NOT_NULLS));
}

/** A row is a note and the places it stands at: relation and attnum by turns. */
function toNotes(rows: readonly CatalogRow[]): ColumnNotes {
  const notes = new ColumnNotes();
  for (const row of rows) {
    const places = numbersOf(row, 'places');
    const note = textOf(row, 'note');
    for (let at = 0; at + 1 < places.length; at += 2) notes.add(places[at] ?? 0, places[at + 1] ?? 0, note);
  }
  return notes;
}
