import type { Player } from './types.js';

export function describe(player: Player, fee?: string): string {
  return `${player.full_name} ${born(player)} ${fee}`;
}

const born = ({ date_of_birth: day }: Player): string => day.toISOString();

function short({ player: { email } }: { player: Player }): string {
  return email;
}

export default { short };
