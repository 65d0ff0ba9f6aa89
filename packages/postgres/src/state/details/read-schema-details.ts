import type { SchemaDetail } from '@rowpact/model';
import { numberOf, textOf, type CatalogQuery } from '../../catalog/catalog-query.js';
import { extensionMembers, OWN_SCHEMA } from '../../catalog/catalog-scope.js';
import { sortedBy } from './naming.js';
import { ACL_KEY, type Privileges } from './read-privileges.js';

const SCHEMAS = `
  select n.oid::text as oid, n.nspname::text as name, pg_get_userbyid(n.nspowner)::text as owner,
    ${ACL_KEY.schema} as acl
  from pg_namespace n where ${OWN_SCHEMA} and n.oid not in (${extensionMembers('pg_namespace')})`;

export async function readSchemaDetails(query: CatalogQuery, privileges: Privileges): Promise<readonly SchemaDetail[]> {
  const schemas = (await query(SCHEMAS)).map((row) => ({
    oid: numberOf(row, 'oid'),
    name: textOf(row, 'name'),
    owner: textOf(row, 'owner'),
    privileges: privileges(textOf(row, 'acl')),
  }));
  return sortedBy(schemas, ({ name }) => name);
}
