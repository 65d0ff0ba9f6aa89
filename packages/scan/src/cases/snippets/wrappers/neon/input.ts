import { neon, Pool } from '@neondatabase/serverless';
const sql = neon('postgres://');
const pool = new Pool();
export const roster = (id: number) => sql`SELECT id FROM players WHERE team_id = ${id}`;
export const teams = () => sql.query('SELECT id FROM teams WHERE id = $1', [1]);
export const games = () => pool.query('SELECT id FROM games');
