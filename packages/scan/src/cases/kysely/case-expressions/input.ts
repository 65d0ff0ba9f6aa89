import type { Kysely } from 'kysely';

export const grades = (db: Kysely<any>, limit: number) =>
  db
    .selectFrom('players')
    .select((eb) => [
      eb.case().when('age', '<', limit).then('junior').when(eb.ref('age'), '>', 17).then(eb.ref('grade')).else(null).end().as('class'),
      eb.case('status').when('active').then(1).else(0).end().as('flag'),
      eb('age', '+', 1).as('next'),
      eb.not(eb.ref('retired')).as('current'),
      eb.cast<string>('born', 'text').as('born'),
      eb.ref('profile', '->>').key('email').as('email'),
      eb.val(3).as('three') && eb.val(4).as('four'),
    ])
    .where((eb) => eb(eb.refTuple('team_id', 'season_id'), 'in', [eb.tuple(1, 2)]))
    .execute();
