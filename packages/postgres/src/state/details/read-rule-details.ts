import type { RuleDetail } from '@rowpact/model';
import { booleanOf, numberOf, textOf, type CatalogQuery, type CatalogRow } from '../../catalog/catalog-query.js';
import { OWN_SCHEMA } from '../../catalog/catalog-scope.js';
import { meaningOf } from './catalog-values.js';
import { nameOnRelation, sortedBy, type Naming } from './naming.js';

// A view's own query is its rule `_RETURN` for SELECT.
const RULES = `
  select r.oid::text as oid, r.ev_class::text as relation, r.rulename::text as name, r.ev_type::text as event,
    r.is_instead as instead, r.ev_enabled not in ('D', 'R') as enabled, pg_get_ruledef(r.oid) as definition
  from pg_rewrite r
  join pg_class c on c.oid = r.ev_class
  join pg_namespace n on n.oid = c.relnamespace
  where ${OWN_SCHEMA} and not (r.ev_type = '1' and c.relkind in ('v', 'm'))`;

export async function readRuleDetails(query: CatalogQuery, naming: Naming): Promise<readonly RuleDetail[]> {
  const details = (await query(RULES)).flatMap((row) => toDetail(row, naming) ?? []);
  return sortedBy(details, nameOnRelation);
}

const EVENTS: Readonly<Record<string, RuleDetail['event']>> = { 1: 'select', 2: 'update', 3: 'insert', 4: 'delete' };

function toDetail(row: CatalogRow, naming: Naming): RuleDetail | null {
  const relation = naming.relation(numberOf(row, 'relation'));
  if (relation === null) return null;
  return {
    oid: numberOf(row, 'oid'),
    relation,
    name: textOf(row, 'name'),
    event: meaningOf(row, 'event', EVENTS),
    instead: booleanOf(row, 'instead'),
    enabled: booleanOf(row, 'enabled'),
    definition: textOf(row, 'definition'),
  };
}
