import type { ColumnType } from 'kysely';
export interface TeamsTable {
  id: ColumnType<number, number | undefined, number>;
  name: string;
  division: string;
  age_group: string;
  practice_days: ColumnType<string, string | undefined, string>;
}
export interface PlayersTable {
  id: ColumnType<number, number | undefined, number>;
  full_name: ColumnType<string, never, never>;
  last_name: string;
  positions: ColumnType<string[], string[] | undefined, string[]>;
  height_cm: string | null;
  jersey_number: number | null;
  contract_status: 'none' | 'draft' | 'sent' | 'viewed' | 'signed' | 'declined' | 'expired';
}
export interface PlayerTeamsTable {
  player_id: number;
  team_id: number;
}
export interface Database {
  teams: TeamsTable;
  players: PlayersTable;
  player_teams: PlayerTeamsTable;
}
