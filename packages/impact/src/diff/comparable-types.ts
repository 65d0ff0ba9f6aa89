import type { Snapshot, TypeId, TypeRef } from '@rowpact/model';

/** Types of PostgreSQL that no index can hold and no hash can spread: DISTINCT, GROUP BY and UNION refuse them. */
const WITHOUT_EQUALITY: ReadonlySet<string> = new Set(
  [
    ...['json', 'xml', 'jsonpath', 'point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle'],
    ...['txid_snapshot', 'pg_snapshot', 'pg_node_tree', 'pg_ndistinct', 'pg_dependencies', 'pg_mcv_list', 'gtsvector'],
  ].map((name) => `pg_catalog.${name}`),
);

/** Whether two values of the type can be told alike by DISTINCT; of an array, a domain or a composite what is in it decides. */
export function isComparable({ id }: TypeRef, snapshot: Snapshot, above: ReadonlySet<TypeId> = new Set()): boolean {
  if (WITHOUT_EQUALITY.has(id)) return false;
  if (above.has(id)) return true;
  const inside = new Set([...above, id]);
  const domain = snapshot.domains.find((one) => one.id === id);
  if (domain) return isComparable(domain.base, snapshot, inside);
  const composite = snapshot.composites.find((one) => one.id === id);
  return composite?.attributes.every(({ type }) => isComparable(type, snapshot, inside)) ?? true;
}
