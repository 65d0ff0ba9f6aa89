import pgPromise from 'pg-promise';
const pgp = pgPromise();
const db = pgp('postgres://');
export const one = (name: string) => db.one(pgp.as.format('SELECT id FROM players WHERE name = $1', [name]));
