import { type ContractStatus, type ParentsRow } from './database.gen';

export interface Player {
  id: number;
  full_name: string;
}

export interface Team {
  id: number;
  name: string;
}

export type Both = [ContractStatus, ParentsRow];
