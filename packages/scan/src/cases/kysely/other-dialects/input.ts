import { Kysely, MysqlDialect, SqliteDialect } from 'kysely';
import { LibsqlDialect } from '@libsql/kysely-libsql';

const cache = new Kysely<any>({ dialect: new SqliteDialect({ database: {} as any }) });
const shop = new Kysely<any>({ dialect: new MysqlDialect({ pool: {} as any }) });
const edge = new Kysely<any>({ dialect: new LibsqlDialect({ url: 'file:edge.db' }) });

export const warm = () => cache.selectFrom('cached_players').selectAll().execute();
export const orders = () => shop.selectFrom('orders').selectAll().execute();
export const sessions = () => edge.deleteFrom('sessions').execute();
