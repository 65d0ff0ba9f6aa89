import type { Kysely } from 'kysely';
import { paginate, run } from '@league/pagination';

export async function pages(db: Kysely<any>, after: string) {
  const first = await paginate(db.selectFrom('players').select('id'), { after });
  const second = await run(db.selectFrom('teams').select('id')).where('x', '=', 1).execute();
  const third = db.selectFrom('games').select('id').$call(run).executeTakeFirst();
  return [first, second, third];
}
