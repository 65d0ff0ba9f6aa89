import { pool } from './db.js';

async function* pages() {
  for (let page = 0; page < 3; page += 1) {
    const { rows } = await pool.query('SELECT * FROM players');
    yield* rows;
    yield rows[0];
  }
}

for await (const player of pages()) console.log(player.full_name);
