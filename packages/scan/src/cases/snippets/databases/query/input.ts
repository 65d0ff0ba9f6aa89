import createConnectionPool, { sql } from '@databases/pg';
const db = createConnectionPool();
export const roster = (id: number) => db.query(sql`SELECT id FROM players WHERE team_id = ${id}`);
