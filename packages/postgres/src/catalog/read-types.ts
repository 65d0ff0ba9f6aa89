import type { CheckConstraint, TypeId, TypeKind } from '@rowpact/model';
import { typeId } from '@rowpact/model';
import {
  booleanOf,
  numberOf,
  textOf,
  textOrNull,
  textsOf,
  type CatalogQuery,
  type CatalogRow,
} from './catalog-query.js';
import { commentOn, extensionMembers, OWN_SCHEMA } from './catalog-scope.js';

/** A type as the catalog has it: every type of the producer's own, and every other one that is used somewhere. */
export interface CatalogType {
  readonly oid: number;
  readonly id: TypeId;
  readonly schema: string;
  readonly name: string;
  /** `array` is an array type proper; `int2vector` and its like are base types. */
  readonly kind: TypeKind | 'array';
  /** Whether it belongs into the snapshot: of the producer's own schemas, brought by no extension, no row type. */
  readonly own: boolean;
  readonly comment: string | null;
  /** Element of an array type, base of a domain, subtype of a range; 0 for the others. */
  readonly part: number;
  /** Modifier, dimensions and printed form of `part`, where it is a domain's base. */
  readonly partTypmod: number;
  readonly partDimensions: number;
  readonly partDisplay: string | null;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly checks: readonly CheckConstraint[];
  readonly labels: readonly string[];
  /** `pg_class.oid` of a composite type, where its attributes are; 0 for the others. */
  readonly relation: number;
  readonly multirange: TypeId | null;
}

export interface TypeUse {
  readonly type: number;
  readonly typmod: number;
}

const KINDS: Readonly<Record<string, TypeKind>> = {
  b: 'base',
  c: 'composite',
  d: 'domain',
  e: 'enum',
  m: 'multirange',
  p: 'pseudo',
  r: 'range',
};

// A type is an array when its element type says so (typarray), not by its name or category: an enum may be named _x.
// rngmultitypid is read through JSON because servers before 14 have no such column.
function typesQuery(used: readonly number[]): string {
  return `
  with recursive own(oid) as (
    select t.oid from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where ${OWN_SCHEMA} and t.typisdefined
      and (t.typtype in ('d', 'e', 'r') or t.oid in (select c.reltype from pg_class c where c.relkind = 'c'))
      and t.oid not in (${extensionMembers('pg_type')})
  ), named(oid) as (
    (select unnest(${oidArray(used)}) union select oid from own)
    union
    select part.oid from named join pg_type t on t.oid = named.oid left join pg_range r on r.rngtypid = t.oid,
      lateral (values (t.typelem), (t.typbasetype), (r.rngsubtype)) as part(oid)
    where part.oid <> 0
  )
  select t.oid::text as oid, n.nspname::text as schema, t.typname::text as name,
    case when e.oid is null then t.typtype::text else 'array' end as kind,
    t.oid in (select oid from own) as own,
    ${commentOn('pg_type', 't.oid')} as comment,
    coalesce(e.oid, nullif(t.typbasetype, 0), r.rngsubtype, 0)::text as part,
    t.typtypmod::text as part_typmod, t.typndims::text as part_dimensions,
    case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod)
      when t.typtype = 'r' then format_type(r.rngsubtype, -1) end as part_display,
    t.typnotnull as not_null, pg_get_expr(t.typdefaultbin, 0) as default_text,
    (select json_agg(k.conname order by k.oid)::text from pg_constraint k where k.contypid = t.oid and k.contype = 'c') as check_names,
    (select json_agg(pg_get_constraintdef(k.oid) order by k.oid)::text
      from pg_constraint k where k.contypid = t.oid and k.contype = 'c') as check_texts,
    exists (select from pg_collation l where l.oid = t.typcollation and not l.collisdeterministic) as nondeterministic,
    case when t.typtype = 'e' then
      (select json_agg(l.enumlabel order by l.enumsortorder)::text from pg_enum l where l.enumtypid = t.oid) end as labels,
    t.typrelid::text as relation, mn.nspname::text as multirange_schema, mt.typname::text as multirange_name
  from named
  join pg_type t on t.oid = named.oid
  join pg_namespace n on n.oid = t.typnamespace
  left join pg_type e on e.oid = t.typelem and e.typarray = t.oid
  left join pg_range r on r.rngtypid = t.oid
  left join pg_type mt on mt.oid = (to_jsonb(r) ->> 'rngmultitypid')::oid
  left join pg_namespace mn on mn.oid = mt.typnamespace`;
}

/** The producer's own types, and those that `used` leads to, by oid. */
export async function readTypes(
  query: CatalogQuery,
  used: readonly number[],
): Promise<ReadonlyMap<number, CatalogType>> {
  const types = (await query(typesQuery(used))).map(toType);
  return new Map(types.map((type) => [type.oid, type]));
}

function toType(row: CatalogRow): CatalogType {
  const schema = textOf(row, 'schema');
  const name = textOf(row, 'name');
  const multirangeSchema = textOrNull(row, 'multirange_schema');
  const checkTexts = textsOf(row, 'check_texts');
  const collation = booleanOf(row, 'nondeterministic') ? ({ nondeterministic: true } as const) : {};
  return {
    oid: numberOf(row, 'oid'),
    id: typeId(schema, name),
    schema,
    name,
    kind: kindOf(textOf(row, 'kind')),
    own: booleanOf(row, 'own'),
    comment: textOrNull(row, 'comment'),
    part: numberOf(row, 'part'),
    partTypmod: numberOf(row, 'part_typmod'),
    partDimensions: numberOf(row, 'part_dimensions'),
    partDisplay: textOrNull(row, 'part_display'),
    notNull: booleanOf(row, 'not_null'),
    default: textOrNull(row, 'default_text'),
    checks: textsOf(row, 'check_names').map((check, at) => ({
      name: check,
      definition: checkTexts[at] ?? '',
      ...collation,
    })),
    labels: textsOf(row, 'labels'),
    relation: numberOf(row, 'relation'),
    multirange: multirangeSchema === null ? null : typeId(multirangeSchema, textOf(row, 'multirange_name')),
  };
}

function kindOf(code: string): CatalogType['kind'] {
  const kind = code === 'array' ? code : KINDS[code];
  if (kind === undefined) throw new TypeError(`unknown pg_type.typtype ${code}`);
  return kind;
}

/** What `format_type` prints for each use, in the order given: thousands of columns share a few hundred uses. */
export async function readTypeDisplays(query: CatalogQuery, uses: readonly TypeUse[]): Promise<readonly string[]> {
  const rows = await query(`
    select json_agg(format_type(type, typmod) order by at)::text as displays
    from unnest(${oidArray(uses.map((use) => use.type))}, '{${uses.map((use) => use.typmod).join(',')}}'::int4[])
      with ordinality as u(type, typmod, at)`);
  return rows.flatMap((row) => textsOf(row, 'displays'));
}

function oidArray(oids: readonly number[]): string {
  return `'{${oids.join(',')}}'::oid[]`;
}
