import { t } from './context.js';

export const nameOf = t.procedure.query(async ({ ctx }) => {
  const player = await ctx.players.findPlayer(1);
  return player.full_name;
});
