import type { Knex } from 'knex';
export const roster = (knex: Knex) => knex.raw('SELECT id::text FROM players');
