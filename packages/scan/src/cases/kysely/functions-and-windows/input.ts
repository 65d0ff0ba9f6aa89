import type { Kysely } from 'kysely';

export const standings = (db: Kysely<any>) => {
  const { count, sum, agg, coalesce, jsonAgg, toJson } = db.fn;
  return db
    .selectFrom('games as g')
    .innerJoin('teams as t', 't.id', 'g.home_id')
    .select([
      't.name',
      count('g.id').filterWhere('g.home_score', '>', 50).as('high'),
      sum('g.home_score').over((ob) => ob.partitionBy('t.division').orderBy('g.played_at', 'desc')).as('running'),
      agg<number>('percentile_cont', ['g.home_score']).withinGroupOrderBy('g.home_score').as('median'),
      coalesce('t.nickname', 't.name').as('label'),
      jsonAgg('g').as('games'),
      toJson('t').as('team'),
    ])
    .select((eb) => [eb.fn<string>('upper', ['t.name']).as('upper'), eb.fn.avg('g.away_score').distinct().as('average')])
    .groupBy('t.id')
    .execute();
};
