import { app } from './app.js';

app.get('/player', async (request) => {
  const player = await request.server.players.findPlayer(1);
  return `<h1>${player.full_name}</h1>`;
});
app.get('/team', async ({ server }) => {
  const { team_id: team } = await server.players.findPlayer(2);
  return `<h2>${team}</h2>`;
});

export async function report(server: any) {
  const player = await server.players.findPlayer(3);
  return player.email;
}
