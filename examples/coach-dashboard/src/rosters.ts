import type { Kysely } from 'kysely';
import type { Database } from './database.gen.js';
import { parseEnumArray } from './parse-enum-array.js';

export interface Roster {
  readonly team: string;
  readonly division: string;
  readonly ageGroup: string;
  /** Such as `mon`, in the order of the week. */
  readonly practiceDays: readonly string[];
  readonly players: readonly RosterPlayer[];
}

export interface RosterPlayer {
  readonly name: string;
  readonly jersey: number | null;
  /** As the database prints it, such as `151.5`. */
  readonly heightCm: string | null;
  readonly positions: readonly string[];
  readonly hasSigned: boolean;
}

/** Every team with its players, by name; a team without players has an empty roster. */
export async function readRosters(database: Kysely<Database>): Promise<readonly Roster[]> {
  const teams = await database
    .selectFrom('teams')
    .select(['id', 'name', 'division', 'age_group', 'practice_days'])
    .orderBy('name')
    .execute();
  const members = await readMembers(database);
  return teams.map((team) => ({
    team: team.name,
    division: team.division,
    ageGroup: team.age_group,
    practiceDays: parseEnumArray(team.practice_days),
    players: members.filter((member) => member.teamId === team.id).map((member) => member.player),
  }));
}

async function readMembers(
  database: Kysely<Database>,
): Promise<readonly { readonly teamId: number; readonly player: RosterPlayer }[]> {
  const rows = await database
    .selectFrom('player_teams as pt')
    .innerJoin('players as p', 'p.id', 'pt.player_id')
    .select(['pt.team_id', 'p.full_name', 'p.jersey_number', 'p.height_cm', 'p.positions', 'p.contract_status'])
    .orderBy('p.last_name')
    .orderBy('p.full_name')
    .execute();
  return rows.map((row) => ({
    teamId: row.team_id,
    player: {
      name: row.full_name,
      jersey: row.jersey_number,
      heightCm: row.height_cm,
      positions: row.positions,
      hasSigned: row.contract_status === 'signed',
    },
  }));
}
