export type ContractStatus = 'none' | 'draft' | 'sent' | 'viewed' | 'signed' | 'declined' | 'expired';
export const contractStatusValues = ['none', 'draft', 'sent', 'viewed', 'signed', 'declined', 'expired'] as const;
export type JerseyOption = 'new' | 'keep_last_season' | 'borrow';
export type OutboxStatus = 'pending' | 'sending' | 'sent' | 'failed';
export interface PlayersRow {
  id: number;
  tenant_id: number;
  parent_id: number;
  first_name: string;
  last_name: string;
  full_name: string;
  date_of_birth: Date;
  height_cm: string | null;
  positions: string[];
  created_at: Date;
  updated_at: Date;
  contract_token: string | null;
  contract_status: ContractStatus;
  contract_sent_at: Date | null;
  contract_signed_at: Date | null;
  contract_signed_by: string | null;
  season_fee: string;
  jersey_option: JerseyOption | null;
  jersey_size: string | null;
  jersey_number: number | null;
  is_public: boolean;
  custom_notes: string | null;
  contract_expires_at: Date | null;
}
export interface ParentsRow {
  id: number;
  name: string;
  email: string;
}
export interface TeamsRow {
  id: number;
  name: string;
}
export interface PlayerTeamsRow {
  player_id: number;
  team_id: number;
}
export interface OutboxInsert {
  tenant_id: number;
  event_type: string;
  payload: unknown;
  status?: OutboxStatus;
  created_at?: Date | string;
}
