export interface PlayerFees {
  id: number;
  season_fee: number;
  height_cm: number | null;
  date_of_birth: string;
  custom_notes: string;
  jersey_number: number | null;
  first_name: string | null;
}

export const total = (players: readonly PlayerFees[]): number =>
  players.reduce((sum, player) => sum + player.season_fee, 0);
