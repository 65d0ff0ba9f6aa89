export interface Player {
  id: number;
  full_name: string;
  team_id: number | null;
  readonly custom_notes?: string | null;
  'jersey-size': string;
}

export interface Team {
  id: number;
}
