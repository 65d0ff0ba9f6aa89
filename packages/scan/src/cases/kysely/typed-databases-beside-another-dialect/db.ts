import Sqlite from 'better-sqlite3';
import { CamelCasePlugin, Kysely, PostgresDialect, SqliteDialect } from 'kysely';

export const offline = () => new Kysely<any>({ dialect: new SqliteDialect({ database: new Sqlite(':memory:') }) });
export const online = () => new Kysely<any>({ dialect: new PostgresDialect({} as any), plugins: [new CamelCasePlugin()] });
