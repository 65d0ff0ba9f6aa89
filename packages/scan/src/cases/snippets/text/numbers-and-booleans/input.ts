import { Pool } from 'pg';
const pool = new Pool();
const LIMIT = 50;
const ACTIVE = true;
export const roster = () => pool.query(`SELECT id FROM players WHERE active = ${ACTIVE} LIMIT ${LIMIT}`);
