import { db } from './db.js';

function base() {
  return /* chain */ db.selectFrom('players').selectAll();
}

async function show(team: number | null) {
  let query = base();
  if (team !== null) query = query.where('team_id', '=', team);
  const players = await query.execute();
  for await (const player of base().stream()) console.log(player.email);
  return players.map((player) => player.full_name);
}

show(1);
