import postgres from 'postgres';
const sql = postgres();
export const odd = () => sql`SELECT id FROM players WHERE ${[sql`active`, sql`AND team_id = ${1}`]}`;
