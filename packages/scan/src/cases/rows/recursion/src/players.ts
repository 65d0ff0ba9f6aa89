import { pool } from './db.js';

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  return tree(rows[0], rows, 3);
}

function tree(player: any, all: any[], depth: number): string {
  const mates = all.filter((other) => other.team_id === player.team_id);
  return depth === 0 ? player.full_name : mates.map((mate) => tree(mate, all, depth - 1)).join();
}

show();
