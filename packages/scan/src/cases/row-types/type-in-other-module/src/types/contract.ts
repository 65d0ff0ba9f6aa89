import type { Player } from './player.js';

export type Contract = Player & { signed: boolean };
