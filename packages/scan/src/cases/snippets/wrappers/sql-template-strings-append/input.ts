import { Pool } from 'pg';
import SQL from 'sql-template-strings';
const pool = new Pool();
export async function roster(teamId?: number) {
  const query = SQL`SELECT id FROM players`;
  if (teamId) query.append(SQL` WHERE team_id = ${teamId}`);
  return pool.query(query);
}
