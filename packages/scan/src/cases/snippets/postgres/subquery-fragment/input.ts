import postgres from 'postgres';
const sql = postgres();
const ids = sql`SELECT team_id FROM games WHERE season = ${2024}`;
export const teams = () => sql`SELECT name FROM teams WHERE id IN (${ids})`;
