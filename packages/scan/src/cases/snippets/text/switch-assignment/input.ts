import { Pool } from 'pg';
const pool = new Pool();
export async function find(by: string, value: string) {
  let condition = '';
  switch (by) {
    case 'name':
      condition = 'WHERE name = $1';
      break;
    case 'team':
      condition = 'WHERE team_id = $1::int';
      break;
  }
  return pool.query(`SELECT id FROM players ${condition}`, [value]);
}
