import type { Knex } from 'knex';
export const sign = (knex: Knex, id: number) =>
  knex.transaction(async (trx) => {
    await trx.raw('UPDATE contracts SET signed = true WHERE id = ?', [id]);
  });
