import { pool } from './db.js';

async function many(ids: readonly number[]): Promise<void> {
  const players = await Promise.all(
    ids.map(async (id) => {
      const { rows } = await pool.query('SELECT * FROM players WHERE id = $1', [id]);
      return rows[0];
    }),
  );
  for (const player of players) console.log(player.email);
}

many([1, 2]);
