import { Pool } from 'pg';
import type { Kysely } from 'kysely';

export async function send(db: Kysely<any>, pool: Pool) {
  const compiled = db.selectFrom('players').select('id').compile();
  await pool.query(compiled.sql, [...compiled.parameters]);
  for await (const row of db.selectFrom('teams').selectAll().stream(100)) console.log(row);
  await db.selectFrom('games').select('id').explain('json');
  await db.executeQuery(db.selectFrom('seasons').select('id'));
  await db.executeQuery(db.deleteFrom('outbox').where('id', '=', 1).compile());
  db.selectFrom('coaches').select('id').execute().then((rows) => db.insertInto('log').values({ rows: rows.length }).execute());
}
