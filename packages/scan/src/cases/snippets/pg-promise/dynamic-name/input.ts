import pgPromise from 'pg-promise';
const db = pgPromise()('postgres://');
export const count = (table: string) => db.one('SELECT count(*) FROM $1:name', [table]);
