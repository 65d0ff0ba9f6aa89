import type { Roster, RosterPlayer } from './rosters.js';

/** One roster as text, lines of one player each. */
export function printRoster(roster: Roster): string {
  const title = `${roster.team} (${roster.ageGroup}, ${roster.division} division)`;
  const practice = roster.practiceDays.length === 0 ? 'no gym booked' : `practice: ${roster.practiceDays.join(', ')}`;
  const players = roster.players.length === 0 ? ['  nobody placed yet'] : roster.players.map(printPlayer);
  return [`${title} - ${practice}`, ...players].join('\n');
}

function printPlayer(player: RosterPlayer): string {
  const jersey = player.jersey === null ? '  -' : `#${player.jersey}`.padStart(3);
  const details = [
    ...(player.heightCm === null ? [] : [`${player.heightCm} cm`]),
    ...player.positions,
    player.hasSigned ? 'contract signed' : 'CONTRACT OPEN',
  ];
  return `  ${jersey}  ${player.name}: ${details.join(', ')}`;
}
