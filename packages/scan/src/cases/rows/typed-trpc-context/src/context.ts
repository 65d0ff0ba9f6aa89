import { initTRPC } from '@trpc/server';
import { PlayerStore } from './store.js';

export async function createContext() {
  return { players: new PlayerStore() };
}

export const t = initTRPC.context<typeof createContext>().create();
