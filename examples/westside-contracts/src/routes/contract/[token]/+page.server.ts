import { error } from '@sveltejs/kit';
import { calendarAddress } from '$lib/calendar';
import { contractText } from '$lib/contract-text';
import { birthday, longMoment } from '$lib/dates';
import { database } from '$lib/server/db';
import { parseSignRefusal } from '$lib/sign-refusals';
import type { Parent, Team } from '$lib/types';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
  const { rows } = await database().query(
    `SELECT p.*,
            par.name AS parent_name, par.email AS parent_email,
            t.id AS squad_id, t.name AS squad_name
       FROM players p
       JOIN parents par ON par.id = p.parent_id
       LEFT JOIN player_teams pt ON pt.player_id = p.id
       LEFT JOIN teams t ON t.id = pt.team_id
      WHERE p.contract_token = $1
      ORDER BY t.name`,
    [params.token],
  );
  // A row per team: the player's row, and what the joins add.
  const player = rows[0];
  if (!player) error(404, 'There is no contract at this address. Please check the link in your mail.');

  const now = new Date();
  const teams = rows.flatMap(teamOf);
  return {
    // Only what the page shows: the row has more than the browser needs to know.
    player: { name: player.full_name, status: player.contract_status, signedBy: player.contract_signed_by },
    parent: { name: player.parent_name, email: player.parent_email } satisfies Parent,
    teams: teams.map((team) => ({ ...team, calendar: calendarAddress(team) })),

    // Dates are printed here, on the server, and reach the browser as text: see dates.ts.
    born: birthday(player.date_of_birth, now),
    signedAt: player.contract_signed_at && longMoment(player.contract_signed_at),
    signBefore: player.contract_expires_at && longMoment(player.contract_expires_at),
    isExpired: player.contract_expires_at !== null && player.contract_expires_at <= now,

    clauses: contractText(player, teams, player.parent_name),
    arrangements: player.custom_notes?.trim() || null,
    refused: parseSignRefusal(url.searchParams.get('refused')),
  };
};

/** What the page's query answers of a team. */
interface PlacedRow {
  readonly squad_id: Team['id'] | null;
  readonly squad_name: Team['name'] | null;
}

/** The team of one row; a player who is not placed has one row without. */
function teamOf({ squad_id, squad_name }: PlacedRow): readonly Team[] {
  return squad_id === null || squad_name === null ? [] : [{ id: squad_id, name: squad_name }];
}
