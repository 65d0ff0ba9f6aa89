import postgres from 'postgres';
const sql = postgres();
export const players = sql`SELECT id FROM players`;
