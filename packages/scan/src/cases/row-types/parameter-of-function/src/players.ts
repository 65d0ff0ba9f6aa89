import { pool } from './db.js';

interface Player {
  full_name: string;
}

function describe(player: Player): string {
  return player.full_name;
}

const { rows } = await pool.query('SELECT * FROM players');
console.log(rows.map(describe), rows.map((row: { id: number }) => row.id));
