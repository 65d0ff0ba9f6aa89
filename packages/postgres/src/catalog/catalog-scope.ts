/** Condition on `pg_namespace n`: the producer's own schemas. PostgreSQL lets nobody else name a schema `pg_…`. */
export const OWN_SCHEMA = `n.nspname <> 'information_schema' and n.nspname !~ '^pg_'`;

/** The objects of one catalog that an extension brought, as a subquery answering their oids. */
export function extensionMembers(catalog: 'pg_class' | 'pg_type' | 'pg_proc' | 'pg_namespace'): string {
  return `select objid from pg_depend
    where refclassid = 'pg_extension'::regclass and classid = '${catalog}'::regclass and deptype = 'e'`;
}

/** The comment on an object as a scalar subquery. */
export function commentOn(catalog: 'pg_class' | 'pg_type' | 'pg_namespace', oid: string): string {
  return `(select description from pg_description
    where objoid = ${oid} and classoid = '${catalog}'::regclass and objsubid = 0)`;
}
