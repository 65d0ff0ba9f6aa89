import type { PlayersRow } from './database.gen';

export type PlayerRow = Pick<
  PlayersRow,
  'id' | 'first_name' | 'last_name' | 'full_name' | 'jersey_number'
>;
