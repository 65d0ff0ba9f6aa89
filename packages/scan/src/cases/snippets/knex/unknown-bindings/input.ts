import type { Knex } from 'knex';
export const roster = (knex: Knex, values: string[]) => knex.raw('SELECT ?? FROM players WHERE id = ?', values);
