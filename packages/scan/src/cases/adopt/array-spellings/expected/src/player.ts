import type { GamesRow, PlayersRow } from './database.gen';

export type PlayerPositions = Pick<
  PlayersRow,
  'id' | 'height_cm' | 'positions' | 'created_at' | 'is_public'
>;

export type GameReport = Pick<GamesRow, 'id' | 'length' | 'report'>;
