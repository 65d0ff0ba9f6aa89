import type { Knex } from 'knex';
export async function up(knex: Knex) {
  await knex.schema.raw('CREATE INDEX players_name ON players (name)');
}
