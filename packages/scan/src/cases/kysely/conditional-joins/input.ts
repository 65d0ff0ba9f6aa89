import type { Kysely } from 'kysely';

export const search = (db: Kysely<any>, filter: { team?: number; season?: number; active?: boolean }) =>
  db
    .selectFrom('players as p')
    .select(['p.id', 'p.name'])
    .$if(filter.team !== undefined, (qb) => qb.innerJoin('player_teams as pt', 'pt.player_id', 'p.id').where('pt.team_id', '=', filter.team!))
    .$if(filter.season !== undefined, (qb) => qb.innerJoin('seasons as s', 's.id', 'p.season_id').select('s.name as season'))
    .$if(!!filter.active, (qb) => qb.where('p.active', '=', true))
    .execute();
