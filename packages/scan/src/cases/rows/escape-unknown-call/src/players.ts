import { render } from 'mustache';
import { pool } from './db.js';

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  console.log(rows[0]);
  render('players.html', { players: rows });
  queue.publish('players', ...rows);
  rows.forEach(render);
  throw rows[0];
}

show();
