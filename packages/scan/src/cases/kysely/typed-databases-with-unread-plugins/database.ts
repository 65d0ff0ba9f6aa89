import { TenantPlugin } from '@league/kysely-plugins';
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';

export const database = new Kysely<any>({
  dialect: new PostgresDialect({} as any),
  plugins: [new CamelCasePlugin(), new TenantPlugin()],
});
