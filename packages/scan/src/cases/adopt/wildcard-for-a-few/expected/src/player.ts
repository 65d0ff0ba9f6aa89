import type { PlayersRow } from './database.gen';

export type Named = Pick<PlayersRow, 'id' | 'full_name'>;
