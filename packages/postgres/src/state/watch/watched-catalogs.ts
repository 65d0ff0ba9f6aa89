import type { CatalogName } from '@rowpact/model';

/** A catalog whose rows are told apart, and how. */
export interface WatchedCatalog {
  readonly from: string;
  /** What the row belongs to, as `CatalogIdentity` has it. */
  readonly oid: string;
  readonly sub?: string;
  readonly where?: string;
  /** What of the row counts. Absent where all of it does: then every new version of it is a change. */
  readonly content?: string;
  /** The catalogs behind it, where it is not one of that name. */
  readonly tables?: readonly string[];
  /** Every look lists all rows; what has another content than before is a change. */
  readonly unversioned?: true;
}

/** Names of the catalogs that a look covers; more than `CatalogName` has: the others are found by their oids. */
export type WatchedName =
  | CatalogName
  | 'pg_description'
  | 'pg_opclass'
  | 'pg_opfamily'
  | 'pg_am'
  | 'pg_transform'
  | 'pg_conversion'
  | 'pg_language'
  | 'pg_statistic_ext'
  | 'pg_ts_dict'
  | 'pg_ts_parser'
  | 'pg_ts_template'
  | 'pg_foreign_data_wrapper'
  | 'pg_foreign_server';

// Whatever a migration makes has an oid above those of initdb.
const OID = { oid: 't.oid', where: 't.oid >= 16384' } as const;
const ACL = 't.%acl::text';

// PostgreSQL touches these two along the way: a table's row with each column that is added, a column's with its statistics.
const CLASS_CONTENT = `t.relname, t.relnamespace, t.relowner, t.relkind, t.relpersistence, t.relrowsecurity, t.relforcerowsecurity,
  t.relreplident, t.relispopulated, t.relispartition, t.relpartbound::text, ${ACL.replace('%', 'rel')}, t.reloptions::text,
  case t.relkind when 'S' then t.relfilenode end`;
const ATTRIBUTE_CONTENT = `t.attname, t.atttypid, t.atttypmod, t.attnotnull, t.atthasdef, t.attidentity, t.attgenerated,
  t.attcollation, t.attisdropped, ${ACL.replace('%', 'att')}`;

export const WATCHED: Readonly<Record<WatchedName, WatchedCatalog>> = {
  pg_namespace: { from: 'pg_namespace', oid: 't.oid' },
  pg_class: { from: 'pg_class', ...OID, content: CLASS_CONTENT },
  pg_attribute: {
    from: 'pg_attribute',
    oid: 't.attrelid',
    sub: 't.attnum',
    where: 't.attnum > 0 and t.attrelid >= 16384',
    content: ATTRIBUTE_CONTENT,
  },
  pg_attrdef: { from: 'pg_attrdef', oid: 't.adrelid', sub: 't.adnum' },
  pg_constraint: { from: 'pg_constraint', ...OID, where: `t.contype <> 'n' and t.oid >= 16384` },
  pg_index: { from: 'pg_index', oid: 't.indexrelid' },
  pg_trigger: { from: 'pg_trigger', ...OID, where: 'not t.tgisinternal and t.oid >= 16384' },
  pg_policy: { from: 'pg_policy', ...OID },
  pg_rewrite: { from: 'pg_rewrite', ...OID },
  pg_proc: { from: 'pg_proc', ...OID },
  pg_type: { from: 'pg_type', ...OID },
  pg_enum: { from: 'pg_enum', ...OID },
  pg_sequence: { from: 'pg_sequence', oid: 't.seqrelid' },
  pg_inherits: { from: 'pg_inherits', oid: 't.inhrelid' },
  pg_extension: { from: 'pg_extension', ...OID },
  pg_operator: { from: 'pg_operator', ...OID },
  pg_cast: { from: 'pg_cast', ...OID },
  pg_collation: { from: 'pg_collation', ...OID },
  pg_ts_config: { from: 'pg_ts_config', ...OID },
  // Not everybody may read `pg_authid`; the view has no versions of its rows, so that their content is all there is.
  pg_authid: {
    from: `(select '0'::pg_catalog.xid as xmin, '0'::pg_catalog.cid as cmin, * from pg_catalog.pg_roles)`,
    oid: 't.oid',
    content: `t.rolname, t.rolsuper, t.rolcanlogin, t.rolbypassrls, t.rolconnlimit, t.rolinherit, t.rolcreaterole, t.rolcreatedb`,
    unversioned: true,
  },
  pg_auth_members: { from: 'pg_auth_members', oid: 't.member' },
  pg_db_role_setting: { from: 'pg_db_role_setting', oid: 't.setrole' },
  pg_publication: {
    from: `(select xmin, cmin, oid from pg_catalog.pg_publication union all
      select xmin, cmin, prpubid from pg_catalog.pg_publication_rel union all
      select xmin, cmin, pnpubid from pg_catalog.pg_publication_namespace)`,
    tables: ['pg_publication', 'pg_publication_rel', 'pg_publication_namespace'],
    ...OID,
  },
  pg_event_trigger: { from: 'pg_event_trigger', ...OID },
  pg_description: { from: 'pg_description', oid: 't.objoid', sub: 't.objsubid' },
  pg_opclass: { from: 'pg_opclass', ...OID },
  pg_opfamily: { from: 'pg_opfamily', ...OID },
  pg_am: { from: 'pg_am', ...OID },
  pg_transform: { from: 'pg_transform', ...OID },
  pg_conversion: { from: 'pg_conversion', ...OID },
  pg_language: { from: 'pg_language', ...OID },
  pg_statistic_ext: { from: 'pg_statistic_ext', ...OID },
  pg_ts_dict: { from: 'pg_ts_dict', ...OID },
  pg_ts_parser: { from: 'pg_ts_parser', ...OID },
  pg_ts_template: { from: 'pg_ts_template', ...OID },
  pg_foreign_data_wrapper: { from: 'pg_foreign_data_wrapper', ...OID },
  pg_foreign_server: { from: 'pg_foreign_server', ...OID },
};

/** Catalogs whose rows are parts of what stands in another one, under whose oid they are listed; several may share one. */
export const PARTS_OF_OTHERS: ReadonlySet<WatchedName> = new Set(['pg_attribute', 'pg_attrdef', 'pg_description']);

/** In a fixed order. */
export const WATCHED_NAMES = Object.keys(WATCHED) as readonly WatchedName[]; // keyof, which Object.keys forgets
