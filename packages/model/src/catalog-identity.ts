/**
 * One row of PostgreSQL's catalog by its identity in one database. A change points at the rows that it changed, so that the statement
 * of a migration that touched them can be found.
 */
export interface CatalogIdentity {
  readonly catalog: CatalogName;
  /**
   * The row's oid; of an attribute or a default its relation's, of the rule that is a view's query the view's, of a sequence, a setting
   * or a role that object's.
   */
  readonly oid: number;
  /** `attnum` of an attribute or its default; 0 for all others. */
  readonly sub: number;
}

export type CatalogName =
  | 'pg_namespace'
  | 'pg_class'
  | 'pg_attribute'
  | 'pg_attrdef'
  | 'pg_constraint'
  | 'pg_index'
  | 'pg_trigger'
  | 'pg_policy'
  | 'pg_rewrite'
  | 'pg_proc'
  | 'pg_type'
  | 'pg_enum'
  | 'pg_sequence'
  | 'pg_inherits'
  | 'pg_extension'
  | 'pg_operator'
  | 'pg_cast'
  | 'pg_collation'
  | 'pg_ts_config'
  | 'pg_authid'
  | 'pg_auth_members'
  | 'pg_db_role_setting'
  | 'pg_publication'
  | 'pg_event_trigger';
