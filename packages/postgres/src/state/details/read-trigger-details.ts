import type { TriggerDetail } from '@rowpact/model';
import {
  booleanOf,
  numberOf,
  numbersOf,
  textOf,
  type CatalogQuery,
  type CatalogRow,
} from '../../catalog/catalog-query.js';
import { OWN_SCHEMA } from '../../catalog/catalog-scope.js';
import { nameOnRelation, sortedBy, type Naming } from './naming.js';

// `D` is disabled; what fires on replicas only (`R`) never fires for a consumer.
const TRIGGERS = `
  select t.oid::text as oid, t.tgrelid::text as relation, t.tgname::text as name, t.tgtype::int4::text as bits,
    t.tgenabled not in ('D', 'R') as enabled, t.tgattr::text as columns, t.tgfoid::regprocedure::text as function,
    pg_get_triggerdef(t.oid) as definition
  from pg_trigger t
  join pg_class c on c.oid = t.tgrelid
  join pg_namespace n on n.oid = c.relnamespace
  where not t.tgisinternal and ${OWN_SCHEMA}`;

/** Triggers that somebody made; those behind foreign keys are PostgreSQL's own. */
export async function readTriggerDetails(query: CatalogQuery, naming: Naming): Promise<readonly TriggerDetail[]> {
  const details = (await query(TRIGGERS)).flatMap((row) => toDetail(row, naming) ?? []);
  return sortedBy(details, nameOnRelation);
}

/** Bits of `tgtype`. */
const BIT = { row: 1, before: 2, insert: 4, delete: 8, update: 16, truncate: 32, insteadOf: 64 } as const;

const EVENTS = ['insert', 'update', 'delete', 'truncate'] as const;

function toDetail(row: CatalogRow, naming: Naming): TriggerDetail | null {
  const table = numberOf(row, 'relation');
  const relation = naming.relation(table);
  if (relation === null) return null;
  const bits = numberOf(row, 'bits');
  return {
    oid: numberOf(row, 'oid'),
    relation,
    name: textOf(row, 'name'),
    timing: (bits & BIT.insteadOf) !== 0 ? 'instead of' : (bits & BIT.before) !== 0 ? 'before' : 'after',
    events: EVENTS.filter((event) => (bits & BIT[event]) !== 0),
    level: (bits & BIT.row) !== 0 ? 'row' : 'statement',
    enabled: booleanOf(row, 'enabled'),
    columns: naming.columnsOf(table, numbersOf(row, 'columns')),
    function: textOf(row, 'function'),
    definition: textOf(row, 'definition'),
  };
}
