import { sql, type Kysely, type NotNull } from 'kysely';

export const named = (db: Kysely<any>) =>
  (db as any as Kysely<any>)
    .selectFrom('players')!
    .select('name')
    .where('name', 'is not', null)
    .$narrowType<{ name: NotNull }>()
    .$castTo<{ name: string }>()
    .$assertType<{ name: string }>()
    .select((eb) => eb.ref('team_id').$notNull().as('team'))
    .modifyEnd(sql`for share`)
    .execute();

export const scalar = (db: Kysely<any>) =>
  db.selectFrom('teams').select((eb) => eb.selectFrom('players').select('name').limit(1).$asScalar().as('first')).execute();
