import { sql } from 'slonik';
import { pool } from './db.js';
import { playerRow } from './types.js';

async function show(id: number) {
  const player = await pool.one(sql.type(playerRow)`SELECT * FROM players WHERE id = ${id}`);
  const players = await pool.any(sql.unsafe`SELECT * FROM players`);
  const maybe = await pool.maybeOne(sql.unsafe`SELECT * FROM players LIMIT 1`);
  const { rows } = await pool.query(sql.unsafe`SELECT * FROM players LIMIT 2`);
  return player.full_name + players[0].email + maybe?.id + rows[0].season_fee;
}

show(1);
