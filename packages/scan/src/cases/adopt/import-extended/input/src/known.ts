import type { PlayersRow as Row } from './database.gen';

export interface Player {
  id: number;
  full_name: string;
}

export type Whole = Row;
