import type { Team } from './types';

const CALENDARS = 'https://westside.example/calendars';

/** Address of a team's practice calendar. */
export function calendarAddress(team: Team): string {
  return `${CALENDARS}/team-${team.id}.ics`;
}
