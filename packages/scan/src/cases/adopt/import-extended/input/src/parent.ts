import type {
  ContractStatus,
  TeamsRow,
} from './database.gen';

export interface Parent {
  id: number;
  email: string;
}

export type Both = [ContractStatus, TeamsRow];
