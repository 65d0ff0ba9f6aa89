export interface Player {
  id: number;
  first_name: string;
  last_name: string;
}
