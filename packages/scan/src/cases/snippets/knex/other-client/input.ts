import knex from 'knex';
const db = knex({ client: 'mysql2' });
export const roster = () => db.raw('SELECT `id` FROM players');
