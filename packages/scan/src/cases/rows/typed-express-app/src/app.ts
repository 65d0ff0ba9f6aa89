import express from 'express';
import { PlayerStore } from './store.js';

const app = express();
app.locals.players = new PlayerStore();
app.get('/', async (request, response) => {
  const player = await request.app.locals.players.findPlayer(1);
  response.send(player.full_name);
});
