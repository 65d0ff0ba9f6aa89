import postgres from 'postgres';
import type { GoneRow, LoadRosterRow, LoadTeamRow as Team } from './database.statements.gen';
import type { Player } from './players';

const sql = postgres();

export async function loadRoster(player: Player) {
  await sql<GoneRow[]>`SELECT name FROM players`;
  await sql<Team>`SELECT name FROM teams`;
  return sql< [ LoadRosterRow? ] >`SELECT id FROM players WHERE id = ${player.id}`;
}
