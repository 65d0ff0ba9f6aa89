import pMap from 'p-map';
import { pool } from './db.js';

async function findPlayer(id: number) {
  return (await pool.query('SELECT * FROM players WHERE id = $1', [id])).rows[0];
}

async function show() {
  const players = await pMap([1, 2], findPlayer, { concurrency: 2 });
  const named = await pMap(players, async (player) => ({ ...player, label: player.full_name }));
  const ids = await pMap(named, ({ team_id }) => team_id);
  console.log(named[0]?.email, ids);
}

show();
