import type { Player } from './player';

declare global {
  namespace App {
    interface Locals {
      player: Player | null;
    }
  }
}

export {};
