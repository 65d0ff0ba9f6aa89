import type { PlayersRow } from './database.gen';

export type Player = Pick<
  PlayersRow,
  'id' | 'first_name' | 'last_name' | 'full_name'
> & {
  age: number;
};

export type Named = Pick<Player, 'id' | 'full_name'>;
