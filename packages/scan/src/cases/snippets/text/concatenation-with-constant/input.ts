import { Pool } from 'pg';
const pool = new Pool();
const COLUMNS = 'id, name';
export const roster = () => pool.query('SELECT ' + COLUMNS + ' FROM players');
