import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';

export function openStore(connectionString: string) {
  const plugins = [new CamelCasePlugin({ underscoreBeforeDigits: true, maintainNestedObjectKeys: true })];
  return new Kysely<any>({ dialect: new PostgresDialect({ pool: new Pool({ connectionString }) }), plugins });
}
