import type { ContractStatus, Player } from './types';

type ContractRow = Player & { parent_name: string };

export function calendarAddress(player: Player): string | null {
  if (player.team_id === null) return null;
  return `team-${player.team_id}.ics`;
}

export function status(row: ContractRow): ContractStatus {
  return row.contract_status;
}
