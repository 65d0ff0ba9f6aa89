// The league's players.

import { title } from './title';
import type { PlayersRow } from './database.gen';

export type Player = Pick<PlayersRow, 'id' | 'full_name'> & {
  /** Too late to sign. */
  is_late: boolean;
};

export const show = (player: Player): string => title + player.full_name;
