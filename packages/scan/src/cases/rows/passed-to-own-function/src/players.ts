import { pool } from './db.js';
import { describe } from './describe.js';
import text from './describe.js';

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  const [player] = rows;
  return describe(player, player.season_fee) + rows.map(describe).join() + text.short({ player });
}

show();
