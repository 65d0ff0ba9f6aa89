import type {
  ContractStatus,
  ParentsRow,
  TeamsRow,
} from './database.gen';

export type Parent = Pick<ParentsRow, 'id' | 'email'>;

export type Both = [ContractStatus, TeamsRow];
