import { Pool } from 'pg';
const pool = new Pool();
const query = { text: 'SELECT id FROM teams WHERE league = $1', values: ['west'] };
export const teams = () => pool.query(query);
