import type { Knex } from 'knex';
export const counts = (knex: Knex) =>
  knex('players').select(knex.raw('count(*) AS n')).where(knex.raw('active')).from(knex.raw('(SELECT 1) AS x'));
