import { relationId, type Privilege, type RelationDetail } from '@rowpact/model';
import {
  booleanOf,
  numberOf,
  textOf,
  textOrNull,
  type CatalogQuery,
  type CatalogRow,
} from '../../catalog/catalog-query.js';
import { extensionMembers, OWN_SCHEMA } from '../../catalog/catalog-scope.js';
import { meaningOf, settingsOf } from './catalog-values.js';
import { sortedBy } from './naming.js';
import { ACL_KEY, type Privileges } from './read-privileges.js';

const RELATIONS = `
  select c.oid::text as oid, n.nspname::text as schema, c.relname::text as name,
    pg_get_userbyid(c.relowner)::text as owner, ${ACL_KEY.relation} as acl,
    c.relrowsecurity as row_security, c.relforcerowsecurity as forced, c.relpersistence = 'u' as unlogged,
    c.relispopulated as populated, to_json(c.reloptions)::text as options, c.relreplident::text as replica_identity
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${OWN_SCHEMA} and c.oid not in (${extensionMembers('pg_class')})`;

const DEFAULT_COLLATION = 100;

// One look at all columns for what few of them have.
const SPECIAL_COLUMNS = `
  select a.attrelid::text as relation, a.attname::text as name, ${ACL_KEY.column} as acl,
    case when a.attcollation <> t.typcollation then
      (select case cn.nspname when 'pg_catalog' then '' else quote_ident(cn.nspname) || '.' end || quote_ident(k.collname)
        from pg_collation k join pg_namespace cn on cn.oid = k.collnamespace where k.oid = a.attcollation) end as collation
  from pg_attribute a join pg_type t on t.oid = a.atttypid
  where a.attrelid >= 16384 and not a.attisdropped
    and (a.attacl is not null or a.attcollation not in (0, ${DEFAULT_COLLATION})
      or (a.attcollation <> 0 and t.typcollation not in (0, ${DEFAULT_COLLATION})))`;

/** What few columns of a relation have. */
interface SpecialColumns {
  readonly privileges: (Privilege & { readonly column: string })[];
  readonly collations: Map<string, string>;
}

/** Tables and views; those of extensions are left out. */
export async function readRelationDetails(
  query: CatalogQuery,
  privileges: Privileges,
): Promise<readonly RelationDetail[]> {
  const [relations, columns] = await Promise.all([query(RELATIONS), query(SPECIAL_COLUMNS)]);
  const special = specialByRelation(columns, privileges);
  return sortedBy(
    relations.map((row) => toDetail(row, privileges, special.get(numberOf(row, 'oid')))),
    ({ id }) => id,
  );
}

function specialByRelation(rows: readonly CatalogRow[], privileges: Privileges): ReadonlyMap<number, SpecialColumns> {
  const found = new Map<number, SpecialColumns>();
  for (const row of rows) {
    const relation = numberOf(row, 'relation');
    const special = found.get(relation) ?? { privileges: [], collations: new Map<string, string>() };
    found.set(relation, special);
    const column = textOf(row, 'name');
    for (const privilege of privileges(textOrNull(row, 'acl'))) special.privileges.push({ ...privilege, column });
    const collation = textOrNull(row, 'collation');
    if (collation !== null) special.collations.set(column, collation);
  }
  return found;
}

const REPLICA_IDENTITIES: Readonly<Record<string, RelationDetail['replicaIdentity']>> = {
  d: 'default',
  n: 'nothing',
  f: 'full',
  i: 'index',
};

function toDetail(row: CatalogRow, privileges: Privileges, special: SpecialColumns | undefined): RelationDetail {
  return {
    oid: numberOf(row, 'oid'),
    id: relationId(textOf(row, 'schema'), textOf(row, 'name')),
    owner: textOf(row, 'owner'),
    privileges: privileges(textOf(row, 'acl')),
    columnPrivileges: sortedBy(special?.privileges ?? [], ({ column, grantee, privilege }) =>
      [column, grantee, privilege].join('\0'),
    ),
    rowSecurity: booleanOf(row, 'row_security'),
    forcedRowSecurity: booleanOf(row, 'forced'),
    unlogged: booleanOf(row, 'unlogged'),
    populated: booleanOf(row, 'populated'),
    options: settingsOf(row, 'options'),
    replicaIdentity: meaningOf(row, 'replica_identity', REPLICA_IDENTITIES),
    collations: Object.fromEntries(sortedBy([...(special?.collations ?? [])], ([column]) => column)),
  };
}
