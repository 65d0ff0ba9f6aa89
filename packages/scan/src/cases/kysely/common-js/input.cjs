const { Kysely, PostgresDialect, sql } = require('kysely');
const { Pool } = require('pg');

const db = new Kysely({ dialect: new PostgresDialect({ pool: new Pool() }) });

module.exports.find = async function find(id) {
  return db.selectFrom('players').select(['id', sql`lower(name)`.as('name')]).where('id', '=', id).executeTakeFirst();
};
