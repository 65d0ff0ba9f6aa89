export interface PlayerRow {
  id: number;
  first_name: string;
  last_name: string;
  full_name: string;
  jersey_number: number | null;
  team_id: number | null;
}
