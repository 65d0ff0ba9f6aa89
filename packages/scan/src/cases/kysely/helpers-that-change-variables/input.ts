import type { Kysely } from 'kysely';

export async function list(db: Kysely<any>, filter: { team?: number; season?: number }) {
  let query: any = db.selectFrom('players').select('players.id');
  const joinTeams = () => {
    query = query.innerJoin('teams', 'teams.id', 'players.team_id');
  };
  const by = (column: string) => {
    query = query.where(column, '=', 1);
  };
  if (filter.team) joinTeams();
  else by('players.free');
  if (filter.season) by('players.season_id');
  by('players.league_id');
  const rows = await query.execute();
  let other: any = db.selectFrom('games').select('id');
  const later = () => (other = other.where('played', '=', true));
  if (filter.team) {
    later();
    return other.execute();
  }
  later();
  return [rows, await other.orderBy('id').execute()];
}

function column(name: 'home' | 'away') {
  return `${name}_id` as const;
}

export const sides = (db: Kysely<any>) =>
  Promise.all([db.selectFrom('games').select(column('home')).execute(), db.selectFrom('games').select([column('away'), column('home')]).execute()]);
