import postgres from 'postgres';

const sql = postgres();

export async function loadRoster(team: number) {
  return sql`SELECT id, name FROM players WHERE team_id = ${team}`; // the roster
}

export async function loadTeam(id: number) {
  const [team] =
    await sql /* one */ `SELECT name FROM teams WHERE id = ${id}`;
  return team;
}
