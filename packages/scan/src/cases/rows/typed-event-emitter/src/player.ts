export interface Player {
  id: number;
  full_name: string;
  email: string;
}
