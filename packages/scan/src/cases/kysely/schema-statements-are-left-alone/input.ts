import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<any>) {
  await db.schema.createTable('players').addColumn('id', 'serial').execute();
  await db.schema.alterTable('players').dropColumn('team_id').execute();
  await sql`create extension citext`.execute(db);
  await db.insertInto('settings').values({ key: 'version', value: '2' }).execute();
}
