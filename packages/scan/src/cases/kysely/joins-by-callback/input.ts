import { sql, type Kysely } from 'kysely';

export const joined = (db: Kysely<any>, ids: number[]) =>
  db
    .selectFrom('players as p')
    .innerJoin(
      (eb) => eb.selectFrom('payments').select(['player_id', (b) => b.fn.sum('amount').as('paid')]).groupBy('player_id').as('totals'),
      (join) => join.onRef('totals.player_id', '=', 'p.id').on('totals.paid', '>', 0),
    )
    .leftJoin('teams as t', (join) => join.on((eb) => eb.or([eb('t.id', '=', eb.ref('p.team_id')), eb('t.id', 'in', ids)])))
    .leftJoinLateral(sql<{ year: number }>`(select extract(year from p.date_of_birth) as year)`.as('born'), (join) => join.onTrue())
    .crossJoinLateral((eb) => eb.selectFrom('games').select('games.id').whereRef('games.home_id', '=', 't.id').as('g'))
    .select(['p.id', 't.name', 'born.year', 'totals.paid', 'g.id as game'])
    .execute();
