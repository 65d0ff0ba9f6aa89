import { byCodeUnit, type Privilege } from '@rowpact/model';
import { textOf, textOrNull, type CatalogQuery } from '../../catalog/catalog-query.js';
import { OWN_SCHEMA } from '../../catalog/catalog-scope.js';

/** What an ACL spells out, by its key as {@link ACL_KEY} makes it. */
export type Privileges = (key: string | null) => readonly Privilege[];

const RELATION_KIND = `case c.relkind when 'S' then 's' else 'r' end`;

/** Names the ACL of an object. Without one, it has what its kind of object has at first, which depends on the owner alone. */
export const ACL_KEY = {
  schema: keyOf(`'n'`, 'n.nspowner', 'n.nspacl'),
  relation: keyOf(RELATION_KIND, 'c.relowner', 'c.relacl'),
  routine: keyOf(`'f'`, 'p.proowner', 'p.proacl'),
  type: keyOf(`'T'`, 't.typowner', 't.typacl'),
  column: 'a.attacl::text',
} as const;

function keyOf(kind: string, owner: string, acl: string): string {
  return `coalesce(${acl}::text, ${kind} || ' ' || ${owner})`;
}

// Thousands of objects share a few ACLs: each is taken apart once.
const ACLS = `
  with used as (
    select ${ACL_KEY.schema} as key, 'n' as kind, n.nspowner as owner, n.nspacl as acl
      from pg_namespace n where ${OWN_SCHEMA}
    union all
    select ${ACL_KEY.relation}, ${RELATION_KIND}, c.relowner, c.relacl
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and ${OWN_SCHEMA}
    union all
    select ${ACL_KEY.routine}, 'f', p.proowner, p.proacl
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OWN_SCHEMA}
    union all
    select ${ACL_KEY.type}, 'T', t.typowner, t.typacl
      from pg_type t join pg_namespace n on n.oid = t.typnamespace
      where t.typtype in ('e', 'd', 'r', 'b', 'c') and t.typelem = 0 and ${OWN_SCHEMA}
    union all
    select ${ACL_KEY.column}, null, null, a.attacl from pg_attribute a where a.attacl is not null and a.attrelid >= 16384
  ), acls as (
    select distinct on (key) key, coalesce(acl, acldefault(kind::"char", owner)) as acl from used
  )
  select acls.key, (
    select json_agg(json_build_array(case x.grantee when 0 then 'PUBLIC' else pg_get_userbyid(x.grantee)::text end, x.privilege_type))
    from aclexplode(acls.acl) x)::text as privileges
  from acls`;

/** Reads every ACL that stands somewhere, to be looked up by its key. */
export async function readPrivileges(query: CatalogQuery): Promise<Privileges> {
  const byKey = new Map<string, readonly Privilege[]>();
  for (const row of await query(ACLS)) {
    const text = textOrNull(row, 'privileges');
    // built above: pairs of texts
    const pairs = text === null ? [] : (JSON.parse(text) as readonly (readonly [string, string])[]);
    byKey.set(textOf(row, 'key'), sorted(pairs));
  }
  return (key) => {
    if (key === null) return [];
    const found = byKey.get(key);
    if (!found) throw new TypeError(`ACL ${key} is not in the catalog read`);
    return found;
  };
}

/** Each once: two grantors may have given the same. */
function sorted(pairs: readonly (readonly [string, string])[]): readonly Privilege[] {
  const once = new Map(pairs.map(([grantee, privilege]) => [`${grantee}\0${privilege}`, { grantee, privilege }]));
  return [...once].sort(([left], [right]) => byCodeUnit(left, right)).map(([, privilege]) => privilege);
}
