import { Pool } from 'pg';
const pool = new Pool();
const ROSTER = 'SELECT id FROM players';
export const first = () => pool.query(ROSTER);
export const second = () => pool.query(ROSTER);
