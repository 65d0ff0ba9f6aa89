import { knex } from './db.js';

async function show() {
  const result = await knex.raw('SELECT * FROM players');
  const { rows } = await knex.raw('SELECT * FROM players LIMIT 1');
  const later = await knex.raw('SELECT * FROM players LIMIT 2').then((answer) => answer.rows);
  return result.rows[0].full_name + rows[0].email + later[0].season_fee;
}

show();
