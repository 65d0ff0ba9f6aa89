import type { PlayersRow } from './database.gen';

export type PublicPlayer = Omit<PlayersRow, 'season_fee' | 'custom_notes'>;
