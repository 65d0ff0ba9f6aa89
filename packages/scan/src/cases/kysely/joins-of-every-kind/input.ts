import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';

const db = new Kysely<any>({ dialect: new PostgresDialect({ pool: new Pool() }) });

export const roster = () =>
  db
    .selectFrom('players as p')
    .innerJoin('player_teams as pt', 'pt.player_id', 'p.id')
    .leftJoin('teams as t', (join) => join.onRef('t.id', '=', 'pt.team_id').on('t.division', '=', 'U12'))
    .rightJoin('parents', 'parents.id', 'p.parent_id')
    .fullJoin('addresses as a', 'a.parent_id', 'parents.id')
    .crossJoin('seasons')
    .innerJoinLateral(
      (eb) => eb.selectFrom('payments').select('payments.amount').whereRef('payments.player_id', '=', 'p.id').limit(1).as('last_payment'),
      (join) => join.onTrue(),
    )
    .select(['p.name', 't.name as team', 'last_payment.amount'])
    .execute();

export const counted = () =>
  db
    .selectFrom('teams')
    .leftJoin(
      db.selectFrom('player_teams').select(({ fn }) => ['team_id', fn.countAll<number>().as('size')]).groupBy('team_id').as('sizes'),
      'sizes.team_id',
      'teams.id',
    )
    .select(['teams.name', 'sizes.size', sql<string>`upper(${sql.ref('teams.division')})`.as('division')])
    .execute();
