import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';

export const db = new Kysely<any>({ dialect: new PostgresDialect({} as any), plugins: [new CamelCasePlugin()] });
