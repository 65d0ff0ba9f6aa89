import { knex } from 'knex';
const db = knex({ client: 'pg' });
export const roster = (id: number) =>
  db.raw("SELECT :column: FROM players WHERE team_id = :id AND born > '10:30'::time AND kind = :kind::text", { column: 'p.name', id, kind: 'x' });
