import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';

const dialect = new PostgresDialect({} as any);

export const db = new Kysely<any>({ dialect, plugins: [new CamelCasePlugin()] });
export const warehouse = new Kysely<any>({ dialect });
