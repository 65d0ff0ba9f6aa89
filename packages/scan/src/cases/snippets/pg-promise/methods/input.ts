import pgPromise from 'pg-promise';
const pgp = pgPromise();
const db = pgp('postgres://');
export const all = () => db.any('SELECT id FROM players');
export const one = (id: number) => db.one('SELECT name FROM players WHERE id = $1', id);
export const none = (id: number) => db.none('DELETE FROM players WHERE id = $1', [id]);
export const mapped = () => db.map('SELECT id FROM teams', [], (row) => row.id);
