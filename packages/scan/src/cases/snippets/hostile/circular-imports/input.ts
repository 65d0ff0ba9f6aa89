import { Pool } from 'pg';
import { B } from './b';
const pool = new Pool();
export const A: string = `SELECT id FROM (${B}) x`;
export const odd = () => pool.query(A);
