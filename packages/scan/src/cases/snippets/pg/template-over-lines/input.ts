import { Pool } from 'pg';
const pool = new Pool();
export async function roster(teamId: number) {
  return pool.query(
    `
    SELECT p.id,
           p.name -- the full name
      FROM players p
     WHERE p.team_id = $1
    `,
    [teamId],
  );
}
