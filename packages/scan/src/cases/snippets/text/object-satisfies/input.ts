import { Pool } from 'pg';
const pool = new Pool();
const QUERIES = { 'all teams': 'SELECT id FROM teams' } satisfies Record<string, string>;
export const teams = () => pool.query(QUERIES['all teams']);
