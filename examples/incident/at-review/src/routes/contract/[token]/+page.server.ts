import { error } from '@sveltejs/kit';
import { calendarAddress } from '$lib/calendar';
import { contractText } from '$lib/contract-text';
import { birthday, longMoment } from '$lib/dates';
import { database } from '$lib/server/db';
import { parseSignRefusal } from '$lib/sign-refusals';
import type { Player } from '$lib/types';
import type { PageServerLoad } from './$types';

/** What the page query answers: the player's row, and what the joins add. */
type ContractRow = Player & { parent_name: string; parent_email: string; team_name: string | null };

export const load: PageServerLoad = async ({ params, url }) => {
  const { rows } = await database().query<ContractRow>(
    `SELECT p.*, par.name AS parent_name, par.email AS parent_email,
            t.name AS team_name
       FROM players p
       JOIN parents par ON par.id = p.parent_id
       LEFT JOIN player_teams pt ON pt.player_id = p.id
       LEFT JOIN teams t ON t.id = pt.team_id
      WHERE p.contract_token = $1`,
    [params.token],
  );
  const player = rows[0];
  if (!player) error(404, 'There is no contract at this address. Please check the link in your mail.');

  const now = new Date();
  const { contract_expires_at: expiresAt, contract_signed_at: signedAt } = player;
  return {
    player,

    // Dates are printed here, on the server, and reach the browser as text: see dates.ts.
    born: birthday(player.date_of_birth, now),
    signedAt: signedAt && longMoment(signedAt),
    signBefore: expiresAt && longMoment(expiresAt),
    isExpired: expiresAt !== null && expiresAt <= now,

    isPlaced: player.team_id !== null,
    calendar: calendarAddress(player),
    clauses: contractText(player, player.team_name, player.parent_name),
    arrangements: player.custom_notes?.trim() || null,
    refused: parseSignRefusal(url.searchParams.get('refused')),
  };
};
