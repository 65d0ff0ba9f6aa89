const OF_ALL_COLUMNS = `
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  join pg_namespace n on n.oid = c.relnamespace`;

const WHERE = `
  where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'`;

const NAMES_AND_TYPES = `n.nspname::text as schema, c.relname::text as relation, c.relkind::text as kind,
    a.attnum::int4 as position, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type,
    a.attnotnull as not_null`;

/** The least that an introspector can ask: each column of each relation with its type and nullability. */
export const ALL_COLUMNS = `select ${NAMES_AND_TYPES}${OF_ALL_COLUMNS}${WHERE}`;

/** The same with what a documented row type needs too: the text of each default, which PostgreSQL has to print, and the comment. */
export const DOCUMENTED_COLUMNS = `select ${NAMES_AND_TYPES},
    pg_get_expr(d.adbin, d.adrelid) as default, t.description as comment${OF_ALL_COLUMNS}
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  left join pg_description t on t.objoid = a.attrelid and t.objsubid = a.attnum and t.classoid = 'pg_class'::regclass
  ${WHERE}`;
