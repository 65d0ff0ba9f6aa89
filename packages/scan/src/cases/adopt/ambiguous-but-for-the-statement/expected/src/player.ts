import type { ArchivePlayersRow } from './database.gen';

export type Player = Omit<ArchivePlayersRow, 'archived_at'>;
