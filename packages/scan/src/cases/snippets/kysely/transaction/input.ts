import { type Transaction, sql } from 'kysely';
export const lock = async (trx: Transaction<unknown>) => {
  await sql`LOCK TABLE players IN EXCLUSIVE MODE`.execute(trx);
};
