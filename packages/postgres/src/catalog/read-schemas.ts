import type { ExtensionInfo, SchemaInfo } from '@rowpact/model';
import { textOf, textOrNull, type CatalogQuery } from './catalog-query.js';
import { commentOn, extensionMembers, OWN_SCHEMA } from './catalog-scope.js';

const SCHEMAS = `
  select n.nspname::text as name, ${commentOn('pg_namespace', 'n.oid')} as comment
  from pg_namespace n where ${OWN_SCHEMA} and n.oid not in (${extensionMembers('pg_namespace')})`;

/** The producer's own schemas, in no order. */
export async function readSchemas(query: CatalogQuery): Promise<readonly SchemaInfo[]> {
  return (await query(SCHEMAS)).map((row) => ({ name: textOf(row, 'name'), comment: textOrNull(row, 'comment') }));
}

const EXTENSIONS = `
  select e.extname::text as name, n.nspname::text as schema, e.extversion as version
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace`;

export async function readExtensions(query: CatalogQuery): Promise<readonly ExtensionInfo[]> {
  const rows = await query(EXTENSIONS);
  return rows.map((row) => ({
    name: textOf(row, 'name'),
    schema: textOf(row, 'schema'),
    version: textOf(row, 'version'),
  }));
}
