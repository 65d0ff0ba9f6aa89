import { byCodeUnit, relationId, type RelationId } from '@rowpact/model';
import { textOf, type CatalogQuery } from '../../catalog/catalog-query.js';

/** What bodies name, by oid and attnum. */
export class BodyUses {
  private readonly columns = new Map<number, Set<number>>();
  /** The same of composite values, such as NEW, by the oid of their type. */
  private readonly fields = new Map<number, Set<number>>();

  /** Takes what an analysed tree names: PostgreSQL lists the columns of each relation for the check of rights. */
  take(tree: string): void {
    for (const [, relation, ...sets] of tree.matchAll(PERMISSIONS))
      for (const set of sets) add(this.columns, Number(relation), bitsIn(set));
    for (const [, type, field] of tree.matchAll(FIELDS)) add(this.fields, Number(type), [Number(field)]);
  }

  /** Looks up the names. */
  async name(query: CatalogQuery): Promise<NamedUses> {
    const rows = await query(`
      with named(relation, attnum) as (
        select * from ${valuesOf(this.columns)}
        union select t.typrelid::int8, f.attnum from ${valuesOf(this.fields)} as f(type, attnum) join pg_type t on t.oid = f.type::oid
      )
      select n.nspname::text as schema, c.relname::text as relation, c.oid::text as oid,
        coalesce(json_agg(a.attname::text) filter (where a.attname is not null), '[]')::text as columns
      from named join pg_class c on c.oid = named.relation::oid join pg_namespace n on n.oid = c.relnamespace
      left join pg_attribute a on a.attrelid = c.oid and (a.attnum = named.attnum or named.attnum = 0) and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relpersistence <> 't' and n.nspname not in ('pg_catalog', 'information_schema')
      group by 1, 2, 3`);
    const columns = new Map<RelationId, readonly string[]>(
      rows.map((row) => {
        // json_agg of names
        const names = JSON.parse(textOf(row, 'columns')) as readonly string[];
        return [relationId(textOf(row, 'schema'), textOf(row, 'relation')), [...new Set(names)].sort(byCodeUnit)];
      }),
    );
    const relations = [...columns.keys()].sort(byCodeUnit);
    return {
      relations,
      columns: Object.fromEntries(relations.map((relation) => [relation, columns.get(relation) ?? []])),
    };
  }
}

export interface NamedUses {
  readonly relations: readonly RelationId[];
  readonly columns: Readonly<Record<string, readonly string[]>>;
}

const SET = String.raw`(\(b[^)]*\)|<>)`;
const PERMISSIONS = new RegExp(
  String.raw`\{RTEPERMISSIONINFO :relid (\d+)[^{}]*? :selectedCols ${SET} :insertedCols ${SET} :updatedCols ${SET}`,
  'g',
);
/** A field of a parameter. */
const FIELDS = /\{FIELDSELECT :arg \{PARAM [^{}]*:paramtype (\d+)[^{}]*\} :fieldnum (\d+)/g;
/** Bit sets of columns start at the first system column; bit 7 is the whole row. */
const FIRST_COLUMN = 7;

function bitsIn(set: string | undefined): readonly number[] {
  // The relation counts too where none of its columns is named: -1 is no column.
  return [-1, ...(set?.match(/\d+/g) ?? []).map((bit) => Number(bit) - FIRST_COLUMN)];
}

function add(into: Map<number, Set<number>>, owner: number, members: readonly number[]): void {
  const known = into.get(owner) ?? new Set<number>();
  for (const member of members) known.add(member);
  into.set(owner, known);
}

function valuesOf(entries: ReadonlyMap<number, ReadonlySet<number>>): string {
  const rows = [...entries].flatMap(([owner, members]) => [...members].map((member) => [owner, member] as const));
  const list = (side: 0 | 1): string => `'{${rows.map((row) => row[side]).join(',')}}'::int8[]`;
  return `unnest(${list(0)}, ${list(1)})`;
}
