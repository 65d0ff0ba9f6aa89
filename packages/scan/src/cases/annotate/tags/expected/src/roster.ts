import postgres from 'postgres';
import type { LoadRosterRow, LoadTeamRow } from './database.statements.gen';

const sql = postgres();

export async function loadRoster(team: number) {
  return sql<LoadRosterRow[]>`SELECT id, name FROM players WHERE team_id = ${team}`; // the roster
}

export async function loadTeam(id: number) {
  const [team] =
    await sql<LoadTeamRow[]> /* one */ `SELECT name FROM teams WHERE id = ${id}`;
  return team;
}
