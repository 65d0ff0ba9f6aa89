import { EventEmitter } from 'node:events';
import type { Player } from './player.js';

export const league = new EventEmitter();

export function onSigned(run: (player: Player) => void) {
  league.on('signed', run);
}
