import { Kysely, PostgresDialect } from 'kysely';
export const db = new Kysely<any>({ dialect: new PostgresDialect({ pool: null as any }) });
