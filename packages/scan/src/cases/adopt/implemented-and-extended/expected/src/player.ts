import type { PlayersRow } from './database.gen';

export type Player = Pick<PlayersRow, 'id' | 'full_name'> & {
  is_late: boolean;
};

export interface Captain extends Player {
  since: Date;
}

export class Signed implements Player {
  id = 1;
  full_name = 'Mia Torres';
  is_late = false;
}

export type Name = Player['full_name'];
export type Key = keyof Player;
export const names: Key[] = ['id', 'full_name', 'is_late'];
