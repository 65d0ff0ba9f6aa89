export interface PublicRoster {
  player_id: number;
  full_name: string | null;
  team_name: string | null;
  jersey_number: number | null;
}
