import type { Player } from './types';

/** One numbered paragraph of a contract. */
export interface Clause {
  readonly title: string;
  readonly text: string;
}

const DOLLARS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** The contract of one player, ready to print. The team's name is null where the player is not placed. */
export function contractText(player: Player, teamName: string | null, parentName: string): readonly Clause[] {
  return [
    {
      title: 'The season',
      text: `${player.full_name} plays for Westside Basketball Club this season ${placement(player, teamName)}.`,
    },
    {
      title: 'The fee',
      // numeric(8,2) comes as text, which keeps every cent; for printing a number is exact enough.
      text: `${parentName} pays ${DOLLARS.format(Number(player.season_fee))} before the first game. The fee covers the gym, the referees and the league.`,
    },
    {
      title: 'Practice and games',
      text: 'The player comes to practice on time, or somebody says so before it begins. Coaches give everybody at least one quarter of each game.',
    },
    {
      title: 'Leaving early',
      text: 'Until the third week the club returns the whole fee, after it half of what is left of the season.',
    },
  ];
}

function placement(player: Player, teamName: string | null): string {
  if (player.team_id === null) return 'in a team that the club names before the first practice';
  return `in the team ${teamName ?? 'named in its schedule'}`;
}
