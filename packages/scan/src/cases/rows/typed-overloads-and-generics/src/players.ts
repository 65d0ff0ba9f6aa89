import { first, keyed, Loader, named, peek } from 'data-kit';
import { pool } from './db.js';

const loader = new Loader(async (ids: readonly number[]) => {
  const { rows } = await pool.query('SELECT * FROM players WHERE id = ANY($1)', [ids]);
  return rows;
});

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  const [second] = first(rows, 2);
  const byMail = keyed(rows, 'email');
  const loaded = await loader.load(1);
  console.log(first(rows).id, second.custom_notes, byMail['a']?.team_id, named(rows[0]), loaded.season_fee);
}

async function look() {
  const { rows } = await pool.query('SELECT * FROM players LIMIT 1');
  return peek(rows[0]);
}

show();
look();
