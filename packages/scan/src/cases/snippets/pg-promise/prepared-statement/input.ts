import pgPromise, { PreparedStatement } from 'pg-promise';
const db = pgPromise()('postgres://');
const find = new PreparedStatement({ name: 'find', text: 'SELECT id FROM players WHERE name = $1' });
export const one = (name: string) => db.one(find, [name]);
