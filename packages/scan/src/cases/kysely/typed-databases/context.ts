import type { Kysely, Transaction } from 'kysely';

export type Database = { players: { id: number } };
export type Db = Kysely<Database> | Transaction<Database>;

export interface Context {
  readonly store: { readonly reader: Db };
  connect(): Promise<Db>;
}
