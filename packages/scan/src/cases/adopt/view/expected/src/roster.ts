import type { PublicRosterRow } from './database.gen';

export type PublicRoster = Omit<PublicRosterRow, 'player_id'> & {
  player_id: number;
};
