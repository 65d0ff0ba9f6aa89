import { Pool } from 'pg';
const pool = new Pool();
const ORDER = { name: 'name ASC', born: 'birth_date DESC' } as const;
export const roster = (by: keyof typeof ORDER) => pool.query(`SELECT id FROM players ORDER BY ${ORDER[by]}`);
