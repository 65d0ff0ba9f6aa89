import { z } from 'zod';
import { pool } from './db.js';

const Player = z.object({
  id: z.number(),
  full_name: z.string(),
});

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  const player = Player.parse(rows[0]);
  const players = z.array(Player).parse(rows);
  console.log(JSON.stringify(players));
  return player.full_name + player.email;
}

show();
