import pgPromise from 'pg-promise';
const pgp = pgPromise();
const db = pgp('postgres://');
const columns = new pgp.helpers.ColumnSet(['name', { name: 'team_id', prop: 'team' }], { table: 'players' });
export const add = (players: object[]) => db.none(pgp.helpers.insert(players, columns));
