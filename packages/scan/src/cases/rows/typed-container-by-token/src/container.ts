import { asClass, createContainer } from 'awilix';
import { PlayerStore } from './store.js';

interface Cradle {
  players: PlayerStore;
}

export const container = createContainer<Cradle>();
container.register({ players: asClass(PlayerStore).singleton() });
