import type { PlayersRow, TeamsRow } from './database.gen';

export type Player = PlayersRow;
export type OpenContract = Pick<PlayersRow, 'id' | 'full_name'> & { id: number; full_name: string; is_late: boolean };

export type Team = Pick<TeamsRow, 'id' | 'name'>;

export type Whole = TeamsRow;
