import { Pool } from 'pg';
const pool = new Pool();
function order(kind: 'name' | 'age') {
  switch (kind) {
    case 'name':
      return 'name';
    case 'age':
      return 'birth_date DESC';
    default:
      throw new Error(kind);
  }
}
export const roster = (kind: 'name' | 'age') => pool.query(`SELECT id FROM players ORDER BY ${order(kind)}`);
