import type { PlayersRow } from './database.gen';

export type Player = PlayersRow;
