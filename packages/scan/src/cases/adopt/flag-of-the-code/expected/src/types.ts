import type { PlayersRow } from './database.gen';

export type Player = PlayersRow & { selected: boolean };

export const chosen = (players: Player[]): Player[] => players.filter((player) => player.selected);
