import type { Player, Team } from './types';

/** One numbered paragraph of a contract. */
export interface Clause {
  readonly title: string;
  readonly text: string;
}

const DOLLARS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const NAMES = new Intl.ListFormat('en-US', { type: 'conjunction' });

/** The contract of one player, ready to print; without teams where the player is not placed yet. */
export function contractText(player: Player, teams: readonly Team[], parentName: string): readonly Clause[] {
  return [
    {
      title: 'The season',
      text: `${player.full_name} plays for Westside Basketball Club this season ${placement(teams)}.`,
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

function placement(teams: readonly Team[]): string {
  if (teams.length === 0) return 'in a team that the club names before the first practice';
  const names = NAMES.format(teams.map((team) => team.name));
  return teams.length === 1 ? `in the team ${names}` : `in the teams ${names}`;
}
