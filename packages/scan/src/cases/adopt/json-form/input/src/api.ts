export interface Player {
  id: number;
  full_name: string;
  date_of_birth: string;
  created_at: string;
  custom_notes: string | null;
}
