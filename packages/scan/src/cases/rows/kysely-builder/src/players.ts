import { db } from './db.js';

async function show(id: number) {
  const players = await /* chain */ db.selectFrom('players').selectAll().where('id', '=', id).execute();
  const player = await /* chain */ db.selectFrom('players').selectAll('players').executeTakeFirst();
  const sure = await /* chain */ db
    .selectFrom('players')
    .selectAll()
    .executeTakeFirstOrThrow();
  return players[0].full_name + player?.email + sure.season_fee;
}

show(1);
