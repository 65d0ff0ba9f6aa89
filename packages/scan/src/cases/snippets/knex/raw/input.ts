import knex from 'knex';
const db = knex({ client: 'pg' });
export const roster = (id: number) =>
  db.raw('SELECT ?? FROM ?? WHERE team_id = ? AND tags \\? ?', ['name', 'league.players', id, 'x']);
