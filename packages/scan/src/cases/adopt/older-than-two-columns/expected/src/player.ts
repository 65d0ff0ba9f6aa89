import type { PlayersRow } from './database.gen';

export type PlayerRecord = Omit<PlayersRow, 'custom_notes'>;
