import type { RelationId, RelationKind } from '@rowpact/model';
import { relationId } from '@rowpact/model';
import {
  booleanOf,
  numberOf,
  numbersOf,
  textOf,
  textOrNull,
  type CatalogQuery,
  type CatalogRow,
} from './catalog-query.js';
import { commentOn, extensionMembers, OWN_SCHEMA } from './catalog-scope.js';

/** A relation as the catalog has it, its columns and constraints aside. */
export interface CatalogRelation {
  readonly oid: number;
  readonly id: RelationId;
  readonly schema: string;
  readonly name: string;
  readonly kind: RelationKind;
  /** Brought by an extension: needed to read views and foreign keys, but no part of the snapshot. */
  readonly extension: boolean;
  readonly comment: string | null;
  /** Oid of the parent and the bound, on a partition. */
  readonly partitionOf: { readonly parent: number; readonly bound: string } | null;
  readonly partitionKey: string | null;
  /** Oids of the parents by INHERITS, in order. */
  readonly inherits: readonly number[];
  readonly definition: string | null;
  /** `pg_rewrite.ev_action` of a view's query. */
  readonly ruleTree: string | null;
  readonly viewWrites: ViewWrites | null;
}

/** Which columns of a view an INSERT or UPDATE can name: all of them through a trigger or rule, else those listed. */
export type ViewWrites = 'all' | ReadonlySet<number>;

const KINDS: Readonly<Record<string, RelationKind>> = {
  r: 'table',
  p: 'partitioned table',
  v: 'view',
  m: 'materialized view',
  f: 'foreign table',
};

// An INSTEAD OF trigger (64) for INSERT (4) or UPDATE (16); an INSTEAD rule for UPDATE ('2') or INSERT ('3').
const WRITES_REPLACED = `(
  exists (select from pg_trigger g where g.tgrelid = c.oid and g.tgtype & 64 <> 0 and g.tgtype & 20 <> 0)
  or exists (select from pg_rewrite w where w.ev_class = c.oid and w.ev_type in ('2', '3') and w.is_instead))`;

// pg_relation_is_updatable answers bits: UPDATE 4, INSERT 8. It is asked first: the columns one by one cost more.
const WRITABLE_COLUMNS = `
  case when c.relkind = 'v' and pg_relation_is_updatable(c.oid, true) & 12 <> 0 then (
    select string_agg(a.attnum::text, ' ') from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and pg_column_is_updatable(c.oid, a.attnum, true)) end`;

// A later version may give the fields of a query's tree another meaning: its views' columns stay nullable.
const FIRST_UNKNOWN_VERSION = 190_000;

const RELATIONS = `
  select c.oid::text as oid, n.nspname::text as schema, c.relname::text as name, c.relkind::text as kind,
    c.oid in (${extensionMembers('pg_class')}) as extension,
    ${commentOn('pg_class', 'c.oid')} as comment,
    h.parents, c.relispartition as is_partition,
    case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end as bound,
    case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as partition_key,
    case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as definition,
    case when current_setting('server_version_num')::int < ${FIRST_UNKNOWN_VERSION} then r.ev_action::text end as rule_tree,
    case when c.relkind = 'v' then ${WRITES_REPLACED} else false end as writes_replaced,
    ${WRITABLE_COLUMNS} as writable_columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_rewrite r on r.ev_class = c.oid and r.ev_type = '1' and c.relkind in ('v', 'm')
  left join (
    select inhrelid, string_agg(inhparent::text, ' ' order by inhseqno) as parents from pg_inherits group by inhrelid
  ) h on h.inhrelid = c.oid and c.relkind in ('r', 'p', 'f')
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${OWN_SCHEMA}`;

/** Every table, view and foreign table there is, those of extensions too. */
export async function readRelations(query: CatalogQuery): Promise<readonly CatalogRelation[]> {
  return (await query(RELATIONS)).map(toRelation);
}

function toRelation(row: CatalogRow): CatalogRelation {
  const kind = KINDS[textOf(row, 'kind')];
  if (kind === undefined) throw new TypeError(`unknown pg_class.relkind ${textOf(row, 'kind')}`);
  const schema = textOf(row, 'schema');
  const name = textOf(row, 'name');
  const parents = numbersOf(row, 'parents');
  const isPartition = booleanOf(row, 'is_partition');
  const [parent] = parents;
  return {
    oid: numberOf(row, 'oid'),
    id: relationId(schema, name),
    schema,
    name,
    kind,
    extension: booleanOf(row, 'extension'),
    comment: textOrNull(row, 'comment'),
    partitionOf: isPartition && parent !== undefined ? { parent, bound: textOf(row, 'bound') } : null,
    partitionKey: textOrNull(row, 'partition_key'),
    inherits: isPartition ? [] : parents,
    definition: textOrNull(row, 'definition'),
    ruleTree: textOrNull(row, 'rule_tree'),
    viewWrites: kind === 'view' ? viewWrites(row) : null,
  };
}

function viewWrites(row: CatalogRow): ViewWrites {
  return booleanOf(row, 'writes_replaced') ? 'all' : new Set(numbersOf(row, 'writable_columns'));
}
