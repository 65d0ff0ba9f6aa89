import { Kysely, PostgresDialect, type Transaction } from 'kysely';

interface Tables {
  players: { id: number; name: string };
}
const everywhere = new Kysely<Tables>({ dialect: new PostgresDialect({} as any) });

export const store = everywhere.withSchema('league');
export type Store = typeof store | Transaction<Tables>;
export type Tx = Transaction<Tables>;
