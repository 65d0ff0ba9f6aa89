import { sql, type Kysely } from 'kysely';

interface NewPlayer { name: string; team_id: number | null; date_of_birth?: string }

export async function add(db: Kysely<any>, player: NewPlayer, names: string[]) {
  await db.insertInto('players').values({ name: 'Ann', team_id: 1, created_at: sql`now()` }).execute();
  await db.insertInto('players').values([{ name: 'Ann' }, { name: 'Bo', team_id: 2 }]).returning('id').execute();
  await db.insertInto('players').values(player).returningAll().executeTakeFirstOrThrow();
  await db.insertInto('players').values({ ...player, tenant_id: 7 }).execute();
  await db.insertInto('players').values(names.map((name) => ({ name, team_id: null }))).execute();
  await db.insertInto('audit').defaultValues().execute();
  await db
    .insertInto('archive')
    .columns(['player_id', 'name'])
    .expression((eb) => eb.selectFrom('players').select(['id', 'name']).where('deleted_at', 'is not', null))
    .execute();
}
