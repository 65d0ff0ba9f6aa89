import type { Kysely } from 'kysely';

export async function load(db: Kysely<any>, kind: string, id?: number) {
  if (!id) throw new Error('no id');
  if (kind === 'old') return db.selectFrom('archive').select('id').execute();
  const query = kind === 'team' ? db.selectFrom('teams').select('name') : db.selectFrom('players').select('full_name');
  switch (kind) {
    case 'a':
      return query.limit(1).execute();
    case 'b': {
      await db.deleteFrom('cache').execute();
      break;
    }
    default:
      await db.insertInto('misses').values({ kind }).execute();
  }
  try {
    await db.updateTable('visits').set({ kind }).execute();
  } catch (error) {
    await db.insertInto('failures').values({ kind }).execute();
    throw error;
  } finally {
    await db.deleteFrom('locks').execute();
  }
  return query.execute();
}

export function by(db: Kysely<any>, sort: 'name' | 'age') {
  let query = db.selectFrom('players').select('id');
  switch (sort) {
    case 'name':
      query = query.orderBy('name');
      break;
    case 'age':
      query = query.orderBy('date_of_birth');
      break;
  }
  return query.execute();
}
