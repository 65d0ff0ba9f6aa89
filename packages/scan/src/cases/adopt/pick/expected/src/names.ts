import type { PlayersRow } from './database.gen';

type PlayerName = Pick<PlayersRow, 'id' | 'full_name'>;

export const label = ({ id, full_name }: PlayerName): string => `${id}: ${full_name}`;
