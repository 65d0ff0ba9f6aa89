import pgPromise from 'pg-promise';
const db = pgPromise()('postgres://');
export const one = (id: number, name: string) =>
  db.oneOrNone('SELECT id FROM players WHERE id = ${id} AND name = $<name> AND team = $(team) OR name = $[name] OR id = $/id/', { id, name, team: 1 });
