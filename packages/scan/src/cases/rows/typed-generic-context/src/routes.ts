import type { Context, Middleware } from 'koa';
import type { PlayerStore } from './store.js';

interface Services {
  players: PlayerStore;
}

export async function page(context: Context<Services>) {
  const player = await context.services.players.findPlayer(1);
  context.body = `<h1>${player.full_name}</h1>`;
}

export const team: Middleware<Services> = async ({ services, ...context }) => {
  const player = await services.players.findPlayer(2);
  context.body = `<h1>${player.team_id}</h1>`;
};
