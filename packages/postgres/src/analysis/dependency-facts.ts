import type { CatalogQuery } from '../catalog/catalog-query.js';
import { numberOf } from '../catalog/catalog-query.js';

/** An object of the catalog; `part` is a column's number, 0 for the whole. */
export interface ObjectAddress {
  readonly catalog: number;
  readonly oid: number;
  readonly part: number;
}

/** What falls with what, as pg_depend has it. */
export class DependencyFacts {
  /** By object: what it falls with. */
  private readonly edges = new Map<string, ObjectAddress[]>();
  private readonly asked = new Set<string>();

  /** Reads what these objects fall with, to the end of the chain; answers the objects that were reached. */
  async load(query: CatalogQuery, seeds: readonly ObjectAddress[]): Promise<readonly ObjectAddress[]> {
    const fresh = seeds.filter((seed) => !this.asked.has(keyOf(seed)));
    if (fresh.length === 0) return [];
    const reached: ObjectAddress[] = [];
    for (const row of await query(chainQuery(fresh))) {
      const from = { catalog: numberOf(row, 'catalog'), oid: numberOf(row, 'oid'), part: numberOf(row, 'part') };
      const to = { catalog: numberOf(row, 'to_catalog'), oid: numberOf(row, 'to_oid'), part: numberOf(row, 'to_part') };
      reached.push(from, to);
      if (this.asked.has(keyOf(from))) continue;
      const known = this.edges.get(keyOf(from));
      if (known) known.push(to);
      else this.edges.set(keyOf(from), [to]);
    }
    for (const object of [...fresh, ...reached]) this.asked.add(keyOf(object));
    return reached;
  }

  /** What an object falls with, one step. */
  of(object: ObjectAddress): readonly ObjectAddress[] {
    return this.edges.get(keyOf(object)) ?? [];
  }
}

export function keyOf({ catalog, oid, part }: ObjectAddress): string {
  return `${catalog} ${oid} ${part}`;
}

/**
 * An object falls with what it depends on, and with the parts that belong to it internally (a view with its rule, a generated column
 * with its expression); a column falls with its table.
 */
function chainQuery(seeds: readonly ObjectAddress[]): string {
  const list = (of: (seed: ObjectAddress) => number): string => `'{${seeds.map(of).join(',')}}'`;
  return `
  with recursive falls(catalog, oid, part) as (
    select * from unnest(${list((seed) => seed.catalog)}::oid[], ${list((seed) => seed.oid)}::oid[], ${list((seed) => seed.part)}::int4[])
    union
    select step.catalog, step.oid, step.part from falls, lateral (${STEP}) as step(catalog, oid, part)
  )
  select falls.catalog::text as catalog, falls.oid::text as oid, falls.part::text as part,
    step.catalog::text as to_catalog, step.oid::text as to_oid, step.part::text as to_part
  from falls, lateral (${STEP}) as step(catalog, oid, part)`;
}

const STEP = `
  select d.refclassid, d.refobjid, d.refobjsubid from pg_depend d
    where d.classid = falls.catalog and d.objid = falls.oid and d.objsubid = falls.part
      and d.refclassid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_constraint'::regclass,
        'pg_operator'::regclass, 'pg_rewrite'::regclass, 'pg_attrdef'::regclass)
  union all
  select d.classid, d.objid, d.objsubid from pg_depend d
    where d.refclassid = falls.catalog and d.refobjid = falls.oid and d.refobjsubid = falls.part and d.deptype = 'i'
      and d.classid in ('pg_rewrite'::regclass, 'pg_attrdef'::regclass)
  union all
  select falls.catalog, falls.oid, 0 where falls.part <> 0 and falls.catalog = 'pg_class'::regclass`;
