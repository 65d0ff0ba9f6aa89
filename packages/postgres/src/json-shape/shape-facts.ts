import { booleanOf, numberOf, textOf, textOrNull, type CatalogRow } from '../catalog/catalog-query.js';
import { FactsByRounds } from '../nullability/facts-by-rounds.js';

/** How `to_json` writes a type's values; `other` for what cannot be told. */
export type WrittenType =
  | { readonly kind: 'scalar' }
  | { readonly kind: 'json' }
  | { readonly kind: 'array'; readonly element: number }
  | { readonly kind: 'domain'; readonly base: number; readonly typmod: number; readonly dimensions: number }
  /** The row of a relation or composite type (`pg_class.oid`), 0 for a row of any kind. */
  | { readonly kind: 'row'; readonly relation: number }
  | { readonly kind: 'other' };

/** A column of a relation, or an attribute of a composite type. */
export interface RowPart {
  readonly attnum: number;
  readonly name: string;
  readonly type: number;
  readonly typmod: number;
  readonly dimensions: number;
}

const OTHER: WrittenType = { kind: 'other' };
const JSON_TYPES: ReadonlySet<number> = new Set([114, 3802]);

/** What the catalog says of NULL and of types, read in rounds. */
export class ShapeFacts extends FactsByRounds {
  private readonly types = new Map<number, WrittenType>();
  private readonly rows = new Map<number, readonly RowPart[]>();
  private readonly wantedTypes = new Set<number>();
  private readonly wantedRows = new Set<number>();

  /** How values of a type are written; `other` while it is not known. */
  writtenType(oid: number): WrittenType {
    const found = this.types.get(oid);
    if (found) return found;
    this.misses += 1;
    this.wantedTypes.add(oid);
    return OTHER;
  }

  /** The columns of a relation that are there, in order; null where there is no such relation, or while it is not known. */
  rowOf(relation: number): readonly RowPart[] | null {
    const found = this.rows.get(relation);
    if (found) return found.length === 0 ? null : found;
    this.misses += 1;
    this.wantedRows.add(relation);
    return null;
  }

  override async load(): Promise<boolean> {
    const types = taken(this.wantedTypes);
    const rows = taken(this.wantedRows);
    for (const oid of types) this.types.set(oid, OTHER);
    for (const oid of rows) this.rows.set(oid, []);
    if (types.length > 0)
      for (const row of await this.query(`${TYPES}'{${types.join(',')}}'::oid[])`))
        this.types.set(numberOf(row, 'oid'), toWritten(row));
    if (rows.length > 0)
      for (const row of await this.query(`${ROWS}'{${rows.join(',')}}'::oid[])`))
        this.rows.set(numberOf(row, 'oid'), toParts(row));
    return (await super.load()) || types.length + rows.length > 0;
  }
}

function taken(wanted: Set<number>): readonly number[] {
  const oids = [...wanted];
  wanted.clear();
  return oids;
}

// As json_categorize_type decides: what has the subscripts of arrays is an array (int2vector too), and a function that casts a type of
// the producer's to json writes its values (hstore's does).
const TYPES = `
  select t.oid::text as oid, t.typtype::text as kind, t.typrelid::text as relation,
    t.typbasetype::text as base, t.typtypmod::text as typmod, t.typndims::text as dimensions,
    case when t.typsubscript = 'pg_catalog.array_subscript_handler'::regproc then t.typelem else 0 end::text as element,
    t.oid >= 16384 and exists (select from pg_cast k
      where k.castsource = t.oid and k.casttarget in (114, 3802) and k.castmethod = 'f') as is_cast
  from pg_type t where t.oid = any (`;

const ROWS = `
  select c.oid::text as oid,
    (select json_agg(json_build_array(a.attnum, a.attname, a.atttypid::int8, a.atttypmod, a.attndims) order by a.attnum)::text
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as parts
  from pg_class c where c.oid = any (`;

function toWritten(row: CatalogRow): WrittenType {
  const kind = textOf(row, 'kind');
  const element = numberOf(row, 'element');
  if (JSON_TYPES.has(numberOf(row, 'oid'))) return { kind: 'json' };
  if (kind === 'd')
    return {
      kind: 'domain',
      base: numberOf(row, 'base'),
      typmod: numberOf(row, 'typmod'),
      dimensions: numberOf(row, 'dimensions'),
    };
  if (element !== 0) return { kind: 'array', element };
  if (kind === 'c') return { kind: 'row', relation: numberOf(row, 'relation') };
  if (kind === 'p') return textOf(row, 'oid') === RECORD ? { kind: 'row', relation: 0 } : OTHER;
  return booleanOf(row, 'is_cast') ? OTHER : { kind: 'scalar' };
}

const RECORD = '2249';

function toParts(row: CatalogRow): readonly RowPart[] {
  // json_build_array of the query above answers these, in this order
  const parts = JSON.parse(textOrNull(row, 'parts') ?? '[]') as readonly (readonly [
    number,
    string,
    number,
    number,
    number,
  ])[];
  return parts.map(([attnum, name, type, typmod, dimensions]) => ({ attnum, name, type, typmod, dimensions }));
}
