import { Pool } from 'pg';
const pool = new Pool();
export async function add(name: string, teamId?: number) {
  const text = `INSERT INTO players (name${teamId ? ', team_id' : ''}) VALUES ($1${teamId ? ', $2' : ''})`;
  return pool.query(text, teamId ? [name, teamId] : [name]);
}
