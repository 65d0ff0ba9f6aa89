import type { PlayersRow } from './database.gen';

export type Contract = Pick<PlayersRow, 'id' | 'contract_status'>;

export type OpenContract = Pick<PlayersRow, 'id'> & {
  contract_status: 'draft' | 'sent';
};

export type AnyContract = Pick<PlayersRow, 'id' | 'contract_status'>;
