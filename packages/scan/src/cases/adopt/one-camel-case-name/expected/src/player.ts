import type { PlayersRow } from './database.gen';

export type PlayerName = Pick<PlayersRow, 'id' | 'full_name'> & {
  firstName: string;
};
