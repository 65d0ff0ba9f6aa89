import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';

export default (new Kysely<any>({ dialect: new PostgresDialect({} as any) })).withSchema('app').withPlugin(new CamelCasePlugin());
