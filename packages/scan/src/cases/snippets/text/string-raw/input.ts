import { Pool } from 'pg';
const pool = new Pool();
export const odd = () => pool.query(String.raw`SELECT id FROM players WHERE name ~ '\d+'`);
