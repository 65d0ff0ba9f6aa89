// The league's players.

import { title } from './title';

export interface Player {
  id: number;
  full_name: string;
  /** Too late to sign. */
  is_late: boolean;
}

export const show = (player: Player): string => title + player.full_name;
