import { Pool } from 'pg';
const pool = new Pool();
const A: string = `SELECT ${B}`;
const B: string = `id FROM ${A}`;
export const odd = () => pool.query(A);
