import { Pool } from 'pg';
const pool = new Pool();
export async function add(name: string, teamId?: number) {
  let columns = 'name, team_id';
  if (!teamId) columns = 'name';
  const places = teamId ? '$1, $2' : '$1';
  return pool.query(`INSERT INTO players (${columns}) VALUES (${places})`, [name]);
}
