import fastify from 'fastify';
import { PlayerStore } from './store.js';

declare module 'fastify' {
  interface FastifyInstance {
    players: PlayerStore;
  }
}

export const app = fastify();
app.decorate('players', new PlayerStore());
