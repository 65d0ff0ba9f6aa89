import type { PlayersRow, TeamsRow } from './database.gen';

export type Player = PlayersRow;
export type OpenContract = Pick<PlayersRow, 'id' | 'full_name'> & { id: number; full_name: string; is_late: boolean };

export interface Team {
  id: number;
  name: string;
}

export type Whole = TeamsRow;
