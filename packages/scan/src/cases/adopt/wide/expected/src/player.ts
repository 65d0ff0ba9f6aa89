import type { PlayersRow } from './database.gen';

export type PlayerSheet = Pick<
  PlayersRow,
  'id' | 'full_name' | 'date_of_birth' | 'contract_status'
>;

export type PlayerForm = Pick<
  PlayersRow,
  | 'id'
  | 'full_name'
  | 'date_of_birth'
  | 'contract_status'
  | 'jersey_number'
  | 'custom_notes'
> & {
  is_late: boolean;
};

export type PlayerLine = Readonly<Pick<PlayersRow, 'id' | 'full_name'>> &
  Pick<PlayersRow, 'first_name' | 'last_name'> &
  Partial<Pick<PlayersRow, 'jersey_number'>>;
