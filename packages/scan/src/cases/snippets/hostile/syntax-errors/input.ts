import { Pool } from 'pg';
const pool = new Pool();
export const roster = () => pool.query('SELECT id FROM players'
export const teams = ( => pool.query(`SELECT id FROM teams`);
