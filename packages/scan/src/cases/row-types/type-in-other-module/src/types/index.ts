export type * from './contract.js';
export type { Player } from './player.js';
