import { Kysely, PostgresDialect, type KyselyPlugin } from 'kysely';
import { SoftDeletePlugin } from '@league/kysely-plugins';

class TenantPlugin implements KyselyPlugin {
  transformQuery(args: any) {
    return addTenant(args.node);
  }
  async transformResult(args: any) {
    return args.result;
  }
}
declare function addTenant(node: any): any;

const mine = new Kysely<any>({ dialect: new PostgresDialect({} as any), plugins: [new TenantPlugin()] });
const theirs = new Kysely<any>({ dialect: new PostgresDialect({} as any), plugins: [new SoftDeletePlugin()] });

export const all = () => Promise.all([mine.selectFrom('players').select('id').execute(), theirs.selectFrom('teams').select('id').execute()]);
