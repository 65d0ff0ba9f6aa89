export interface Player {
  id: number;
  tenant_id: number;
  parent_id: number;
  team_id: number | null;
  first_name: string;
  last_name: string;
  full_name: string;
  date_of_birth: Date;
  height_cm: string | null;
  positions: string[];
  created_at: Date;
  contract_token: string | null;
  contract_status: 'none' | 'draft' | 'sent' | 'signed';
  season_fee: string;
  jersey_option: 'new' | 'keep_last_season' | 'borrow' | null;
  jersey_number: number | null;
  is_public: boolean;
  custom_notes: string | null;
}
