import { db } from './db.js';

async function show() {
  const player = await db.one('SELECT * FROM players WHERE id = $1', 1);
  const maybe = await db.oneOrNone('SELECT * FROM players WHERE id = $1', 2);
  const players = await db.any('SELECT * FROM players');
  const emails = await db.map('SELECT * FROM players', [], (row) => row.email);
  await db.each('SELECT * FROM players', [], (row) => console.log(row.custom_notes));
  const result = await db.result('SELECT * FROM players');
  const fees = await db.task(async (t) => t.many('SELECT * FROM players LIMIT 2'));
  return player.full_name + maybe?.id + players.length + emails + result.rows[0].date_of_birth + fees[0].season_fee;
}

show();
