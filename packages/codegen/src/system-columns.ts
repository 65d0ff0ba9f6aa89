import { typeId, type Column, type Relation } from '@rowpact/model';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['tableoid', 'oid'],
  ['ctid', 'tid'],
  ['xmin', 'xid'],
  ['cmin', 'cid'],
  ['xmax', 'xid'],
  ['cmax', 'cid'],
]);

/** A column that every table has beside its own, such as `ctid`; null for any other name, and on views. */
export function systemColumn(relation: Relation, name: string): Column | null {
  const type = TYPES.get(name);
  if (type === undefined || relation.kind === 'view') return null;
  return {
    name,
    type: { display: type, id: typeId('pg_catalog', type), kind: 'base', typmod: null, dimensions: 0 },
    nullable: false,
    default: null,
    identity: null,
    generated: null,
    writable: false,
    comment: null,
  };
}
