import { pool } from './db.js';

async function load(into: any[], holder: { player: any }) {
  const { rows } = await pool.query('SELECT * FROM players');
  into.push(...rows);
  holder.player = rows[0];
}

async function show() {
  const players: any[] = [];
  const holder = { player: null as any };
  await load(players, holder);
  return players[0].full_name + holder.player.email;
}

show();
