import type { EmbeddedDatabase } from './embedded-database.js';
import { ENGINE_ROLE } from './engine-settings.js';

/**
 * Makes the session like a new one. `DISCARD ALL` alone leaves a `SET SESSION AUTHORIZATION` standing in a single-user
 * server, and does not read again what `ALTER DATABASE … SET` and `ALTER ROLE … SET` have stored: a database that is
 * started from a cached state would have those settings and one that runs through would not.
 */
export async function resetSession(database: EmbeddedDatabase): Promise<void> {
  await database.exec(`SET SESSION AUTHORIZATION ${ENGINE_ROLE}`);
  await database.exec('RESET ROLE');
  await database.exec('DISCARD ALL');
  await database.query(STORED_SETTINGS);
}

/** A more particular entry is set later, so that it wins. */
const STORED_SETTINGS = `
  SELECT pg_catalog.set_config(left(setting, equals - 1), substr(setting, equals + 1), false)
  FROM (
    SELECT setting, position('=' in setting) AS equals
    FROM pg_catalog.pg_db_role_setting, unnest(setconfig) AS setting
    WHERE setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
      AND setrole IN (0, (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user))
    ORDER BY setrole, setdatabase
    OFFSET 0
  ) AS stored`;
