import type { EmbeddedDatabase } from '@rowpact/postgres';

/**
 * Fills every table with two rows that are as full of NULL as its constraints allow: NULL where a column takes it, an array
 * with a NULL in it, else a value; keys differ, what refers to others finds the first only. Tables whose checks no such row
 * passes stay empty. Foreign keys and triggers do not run.
 */
export async function fillWithNulls(database: EmbeddedDatabase): Promise<void> {
  await database.exec(FILL);
}

const FILL = `
  SET session_replication_role = replica;
  DO $$
  DECLARE command text;
  BEGIN
    FOR command IN
      SELECT format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)', c.oid::regclass, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
        string_agg(CASE
          WHEN NOT a.attnotnull AND NOT b.typnotnull THEN 'NULL'
          WHEN b.typcategory = 'N' AND (p.conkey IS NOT NULL OR a.attname = 'id') THEN row_number::text
          ELSE coalesce(CASE b.typcategory WHEN 'N' THEN '1' WHEN 'B' THEN 'true' WHEN 'T' THEN '''1 day''' WHEN 'A' THEN '''{NULL}''' WHEN 'I' THEN '''127.0.0.1'''
            WHEN 'E' THEN (SELECT quote_literal(enumlabel) FROM pg_enum WHERE enumtypid = b.oid ORDER BY enumsortorder LIMIT 1)
            WHEN 'D' THEN CASE WHEN b.typname IN ('time', 'timetz') THEN '''12:00''' ELSE '''2001-02-03''' END END,
            CASE b.typname WHEN 'json' THEN '''{}''' WHEN 'jsonb' THEN '''{}''' WHEN 'uuid' THEN '''00000000-0000-0000-0000-000000000000''' END, '''x''')
        END, ', ' ORDER BY a.attnum))
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
      JOIN pg_type t ON t.oid = a.atttypid JOIN pg_type b ON b.oid = coalesce(nullif(t.typbasetype, 0), t.oid)
      LEFT JOIN pg_constraint p ON p.conrelid = c.oid AND p.contype = 'p' AND a.attnum = ANY (p.conkey)
      CROSS JOIN generate_series(1, 2) AS row_number
      WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND a.attnum > 0
        AND NOT a.attisdropped AND a.attgenerated = ''
      GROUP BY c.oid, row_number
    LOOP
      BEGIN EXECUTE command; EXCEPTION WHEN OTHERS THEN NULL; END;
    END LOOP;
  END $$;
  RESET session_replication_role;`;
