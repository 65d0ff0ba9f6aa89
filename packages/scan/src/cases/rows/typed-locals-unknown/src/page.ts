export async function page(event: any) {
  const player = await event.locals.players.findPlayer(1);
  return player.full_name;
}
