import * as db from './database.gen';
import type { PlayersRow as GeneratedPlayersRow } from './database.gen';

export type Player = Pick<GeneratedPlayersRow, 'id' | 'full_name'>;

export type Whole = db.PlayersRow;
