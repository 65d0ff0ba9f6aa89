import pgPromise from 'pg-promise';
const db = pgPromise()('postgres://');
export const search = (name: string) => db.any("SELECT id FROM players WHERE name LIKE '%$1:value%'", [name]);
