import pgPromise from 'pg-promise';
const db = pgPromise()('postgres://');
export const odd = (ids: number[]) =>
  db.any('SELECT $1:name FROM $2~ WHERE id IN ($3:csv) AND $4:raw', [['id', 'name'], 'players', ids, 'active']);
