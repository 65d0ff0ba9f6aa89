import type { Kysely } from 'kysely';

export async function attempt(db: Kysely<any>) {
  const trx = await db.startTransaction().execute();
  try {
    await trx.insertInto('players').values({ name: 'Ann' }).execute();
    const inner = await trx.savepoint('before').execute();
    await inner.updateTable('teams').set({ size: 1 }).execute();
    await inner.rollbackToSavepoint('before').execute();
    await trx.commit().execute();
  } catch {
    await trx.rollback().execute();
  }
  await db.connection().execute(async (one) => {
    await one.selectFrom('locks').select('id').forShare('locks').noWait().execute();
  });
}
