import { pool } from './db.js';
import { PlayerStore } from './store.js';

export const handle = async ({ event, resolve }: any) => {
  event.locals.players = new PlayerStore();
  return resolve(event);
};
