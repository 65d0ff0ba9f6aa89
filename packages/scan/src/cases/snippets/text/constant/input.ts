import { Pool } from 'pg';
const pool = new Pool();
const ROSTER = 'SELECT id FROM players';
export const roster = () => pool.query(ROSTER);
