import { typeId, type TypeId } from '@rowpact/model';
import { numberOf, textOf, type CatalogQuery } from '../catalog/catalog-query.js';

/** What has to be known of a type that a tree names. */
export interface TypeFacts {
  readonly oid: number;
  readonly id: TypeId;
  /** Whether it is outside pg_catalog and no relation's row. */
  readonly own: boolean;
  /** Element of an array, 0 for no array. */
  readonly element: number;
  /** Base of a domain, 0 for no domain. */
  readonly base: number;
  /** `pg_class.oid` of a composite type. */
  readonly relation: number;
}

/** Reads the types with these oids, and those they are made of. */
export async function readTypeFacts(query: CatalogQuery, oids: readonly number[]): Promise<readonly TypeFacts[]> {
  const rows = await query(`
    with recursive named(oid) as (
      select unnest('{${oids.join(',')}}'::oid[])
      union
      select part.oid from named join pg_type t on t.oid = named.oid, lateral (values (t.typelem), (t.typbasetype)) as part(oid)
      where part.oid <> 0
    )
    select t.oid::text as oid, n.nspname::text as schema, t.typname::text as name,
      coalesce(e.oid, 0)::text as element, t.typbasetype::text as base, t.typrelid::text as relation,
      coalesce(c.relkind::text, '') as kind
    from named join pg_type t on t.oid = named.oid join pg_namespace n on n.oid = t.typnamespace
    left join pg_type e on e.oid = t.typelem and e.typarray = t.oid
    left join pg_class c on c.oid = t.typrelid`);
  return rows.map((row) => {
    const schema = textOf(row, 'schema');
    const kind = textOf(row, 'kind');
    return {
      oid: numberOf(row, 'oid'),
      id: typeId(schema, textOf(row, 'name')),
      own: !['pg_catalog', 'information_schema', 'pg_toast'].includes(schema) && (kind === '' || kind === 'c'),
      element: numberOf(row, 'element'),
      base: numberOf(row, 'base'),
      relation: numberOf(row, 'relation'),
    };
  });
}

/** Signatures of the functions with these oids that are outside pg_catalog: `public.age_group(date)`. */
export async function readSignatures(
  query: CatalogQuery,
  oids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await query(`
    select p.oid::text as oid, p.oid::regprocedure::text as signature
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.oid = any ('{${oids.join(',')}}'::oid[]) and n.nspname not in ('pg_catalog', 'information_schema')`);
  return new Map(rows.map((row) => [numberOf(row, 'oid'), textOf(row, 'signature')]));
}
