export interface PlayerName {
  id: number;
  full_name: string;
  firstName: string;
}
