import type { findPlayer } from './players.js';

export interface Dependencies {
  findPlayer: typeof findPlayer;
  log: (text: string) => void;
}

export function makePage({ findPlayer: find, log }: Dependencies) {
  return async (id: number) => {
    const player = await find(id);
    log(player.full_name);
  };
}
