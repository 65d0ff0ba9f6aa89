import type { PlayersRow } from './database.gen';

export type PlayerFees = Pick<
  PlayersRow,
  | 'id'
  | 'first_name'
  | 'date_of_birth'
  | 'height_cm'
  | 'season_fee'
  | 'jersey_number'
  | 'custom_notes'
>;

export const total = (players: readonly PlayerFees[]): number =>
  players.reduce((sum, player) => sum + player.season_fee, 0);
