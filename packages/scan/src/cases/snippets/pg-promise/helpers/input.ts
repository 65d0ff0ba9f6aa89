import pgPromise from 'pg-promise';
const pgp = pgPromise();
const db = pgp('postgres://');
export const add = (player: object) => db.none(pgp.helpers.insert(player, ['name', 'team_id'], 'players'));
export const change = (player: object) =>
  db.none(pgp.helpers.update(player, ['name'], 'players') + ' WHERE id = $1', [1]);
