import { db } from './db.js';

async function show() {
  const player = await db.transaction().execute(async (trx) => {
    return await /* chain */ trx.updateTable('players').set({ team_id: 1 }).returningAll().executeTakeFirstOrThrow();
  });
  return player.email;
}

show();
