import postgres from 'postgres';
const sql = postgres();
const COLUMNS = ['name', 'team_id'] as const;
export const update = (player: { id: number; name: string; team_id: number }) =>
  sql`UPDATE players SET ${sql(player, ...COLUMNS)} WHERE id = ${player.id}`;
