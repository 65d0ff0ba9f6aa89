import postgres from 'postgres';
const sql = postgres();
export const update = (player: { id: number; name: string }) =>
  sql`UPDATE players SET updated_at = now(), ${sql(player, 'name')} WHERE id = ${player.id}`;
