import { db } from '@league/database';
import { getDb } from './missing.js';

export async function load({ ctx, locals }: any) {
  const players = await db.selectFrom('players').select('id').execute();
  const teams = await ctx.db.selectFrom('teams').select('id').execute();
  const seasons = await (await getDb()).selectFrom('seasons').select('id').execute();
  await locals.kysely.insertInto('visits').values({ path: '/' }).execute();
  await db.transaction().execute(async (trx: any) => {
    await trx.updateTable('players').set({ seen: true }).execute();
  });
  return { players, teams, seasons };
}
