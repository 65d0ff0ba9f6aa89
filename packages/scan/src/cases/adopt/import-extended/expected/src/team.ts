import { type ContractStatus, type ParentsRow, type PlayersRow, type TeamsRow } from './database.gen';

export type Player = Pick<PlayersRow, 'id' | 'full_name'>;

export type Team = Pick<TeamsRow, 'id' | 'name'>;

export type Both = [ContractStatus, ParentsRow];
