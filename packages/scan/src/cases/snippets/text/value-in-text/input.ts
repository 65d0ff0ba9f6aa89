import { Pool } from 'pg';
const pool = new Pool();
export const player = (id: number, name: string) =>
  pool.query(`SELECT id FROM players WHERE id = ${id} AND name = '${name}' AND note LIKE '%${name}%' AND team_id = $1 LIMIT ${id}`, [1]);
