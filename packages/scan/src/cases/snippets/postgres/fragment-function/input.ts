import postgres from 'postgres';
const sql = postgres();
const byTeam = (id: number) => sql`team_id = ${id}`;
export const roster = (id: number) => sql`SELECT id FROM players WHERE ${byTeam(id)} AND born < ${1990}`;
