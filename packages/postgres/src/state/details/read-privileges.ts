import { byCodeUnit, type Privilege } from '@rowpact/model';
import { textOf, textOrNull, type CatalogQuery } from '../../catalog/catalog-query.js';
import { OWN_SCHEMA } from '../../catalog/catalog-scope.js';

/** What an ACL spells out, by its text. */
export type Privileges = (acl: string | null) => readonly Privilege[];

/** A null ACL stands for what the kind of object has at first. */
export const EFFECTIVE_ACL = {
  schema: `coalesce(n.nspacl, acldefault('n', n.nspowner))`,
  relation: `coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))`,
  routine: `coalesce(p.proacl, acldefault('f', p.proowner))`,
  type: `coalesce(t.typacl, acldefault('T', t.typowner))`,
} as const;

// Thousands of objects share a few ACLs: each is taken apart once.
const ACLS = `
  with used as (
    select ${EFFECTIVE_ACL.schema} as acl from pg_namespace n where ${OWN_SCHEMA}
    union all
    select ${EFFECTIVE_ACL.relation} from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and ${OWN_SCHEMA}
    union all
    select ${EFFECTIVE_ACL.routine} from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OWN_SCHEMA}
    union all
    select ${EFFECTIVE_ACL.type} from pg_type t join pg_namespace n on n.oid = t.typnamespace
      where t.typtype <> 'p' and t.typelem = 0 and ${OWN_SCHEMA}
    union all
    select a.attacl from pg_attribute a where a.attacl is not null and a.attrelid >= 16384
  ), acls as (
    select distinct on (acl::text) acl from used
  )
  select acls.acl::text as acl, (
    select json_agg(json_build_array(case x.grantee when 0 then 'PUBLIC' else pg_get_userbyid(x.grantee)::text end, x.privilege_type))
    from aclexplode(acls.acl) x)::text as privileges
  from acls`;

/** Reads every ACL that stands somewhere, to be looked up by its text. */
export async function readPrivileges(query: CatalogQuery): Promise<Privileges> {
  const byAcl = new Map<string, readonly Privilege[]>();
  for (const row of await query(ACLS)) {
    const text = textOrNull(row, 'privileges');
    // built above: pairs of texts
    const pairs = text === null ? [] : (JSON.parse(text) as readonly (readonly [string, string])[]);
    byAcl.set(textOf(row, 'acl'), sorted(pairs));
  }
  return (acl) => {
    if (acl === null) return [];
    const found = byAcl.get(acl);
    if (!found) throw new TypeError(`ACL ${acl} is not in the catalog read`);
    return found;
  };
}

/** Each once: two grantors may have given the same. */
function sorted(pairs: readonly (readonly [string, string])[]): readonly Privilege[] {
  const byKey = new Map(pairs.map(([grantee, privilege]) => [`${grantee}\0${privilege}`, { grantee, privilege }]));
  return [...byKey].sort(([left], [right]) => byCodeUnit(left, right)).map(([, privilege]) => privilege);
}
