import { Pool } from 'pg';
const pool = new Pool();
const inner = `SELECT team_id FROM ${`players ${`p`}`} WHERE p.active`;
export const teams = () => pool.query(`SELECT id FROM teams WHERE id IN (${inner})`);
