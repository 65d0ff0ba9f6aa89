import type { EmbeddedDatabase } from '@rowpact/postgres';

/** Empties a database of the corpus and gives it other schemas: starting another engine takes longer. */
export async function resetSchema(database: EmbeddedDatabase, ...schemas: readonly string[]): Promise<void> {
  await database.exec(EMPTY);
  for (const schema of schemas) await database.exec(schema);
  await database.exec('DISCARD ALL');
}

const EMPTY = `
  DO $$
  DECLARE command text;
  BEGIN
    FOR command IN
      SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
      UNION ALL SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    LOOP
      EXECUTE command;
    END LOOP;
  END $$;
  CREATE SCHEMA public;`;
