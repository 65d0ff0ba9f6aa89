import { Pool } from 'pg';
const pool = new Pool();
const BASE = ['id', 'name'];
const FULL = [...BASE, 'birth_date'];
export const full = () => pool.query(`SELECT ${FULL} FROM players`);
