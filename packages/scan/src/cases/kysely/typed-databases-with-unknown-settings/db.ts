import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import { settings } from '@league/settings';

export const one = new Kysely<any>(settings);
export const other = new Kysely<any>({ ...settings, dialect: new PostgresDialect({} as any) });
