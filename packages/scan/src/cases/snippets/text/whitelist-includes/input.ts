import { Pool } from 'pg';
const pool = new Pool();
const SORTS = ['name', 'birth_date'];
export async function roster(sort: string) {
  const column = SORTS.includes(sort) ? sort : 'id';
  return pool.query(`SELECT id FROM players ORDER BY ${column}`);
}
