import { Pool } from 'pg';
const pool = new Pool();
const ORDER: Record<string, string> = { name: 'name', born: 'birth_date' };
export const roster = (by: string) => pool.query(`SELECT id FROM players ORDER BY ${ORDER[by] ?? 'id'}`);
