import { SQL, sql } from 'bun';
const other = new SQL('postgres://localhost');
export const teams = () => sql`SELECT id FROM teams WHERE id = ${1}`;
export const players = () => other`SELECT id FROM players`;
export const games = () => Bun.sql`SELECT id FROM games`;
