import { type Kysely } from 'kysely';

export async function list(db: Kysely<any>, filter: { name?: string; team?: number; order?: boolean }) {
  let query = db.selectFrom('players').select(['players.id', 'players.name']);
  if (filter.name) {
    query = query.where('players.name', 'ilike', filter.name);
  }
  if (filter.team) query = query.innerJoin('player_teams as pt', 'pt.player_id', 'players.id').where('pt.team_id', '=', filter.team);
  if (filter.order) query = query.orderBy('players.name');
  else query = query.orderBy('players.created_at', 'desc');
  const total = await query.clearSelect().clearOrderBy().select((eb) => eb.fn.countAll().as('total')).executeTakeFirst();
  const rows = await query.limit(10).execute();
  return { total, rows };
}
