import type { Kysely } from 'kysely';

export const find = (db: Kysely<any>, f: boolean[]) =>
  db
    .selectFrom('players')
    .select((eb) => [
      f[0] ? eb.ref('a').as('x') : eb.ref('b').as('x'),
      f[1] ? eb.ref('c').as('y') : eb.ref('d').as('y'),
      f[2] ? eb.ref('e').as('z') : eb.ref('f').as('z'),
      f[3] ? eb.ref('g').as('u') : eb.ref('h').as('u'),
      f[4] ? eb.ref('i').as('v') : eb.ref('j').as('v'),
    ])
    .execute();
