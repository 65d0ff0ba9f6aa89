import { Pool } from 'pg';
const pool = new Pool();
export const year = (season: number) => pool.query(`SELECT id FROM games_${season}`);
