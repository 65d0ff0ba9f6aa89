import * as db from './database.gen';

export interface Player {
  id: number;
  full_name: string;
}

export type Whole = db.PlayersRow;
