import type { Player } from './types';

const CALENDARS = 'https://westside.example/calendars';

/** Address of the practice calendar of the player's team; null until the player is placed. */
export function calendarAddress(player: Player): string | null {
  if (player.team_id === null) return null;
  return `${CALENDARS}/team-${player.team_id}.ics`;
}
