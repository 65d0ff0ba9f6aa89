import { pool } from './db.js';

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  each(rows, (player) => console.log(player.full_name));
  each(['x'], (text: any) => console.log(text.email));
  return first(rows, isGrown)?.season_fee;
}

function each<Item>(items: readonly Item[], visit: (item: Item) => void): void {
  for (const item of items) visit(item);
}

function first<Item>(items: readonly Item[], wanted: (item: Item) => boolean): Item | undefined {
  return items.find((item) => wanted(item));
}

function isGrown(player: { date_of_birth: Date }): boolean {
  return player.date_of_birth < new Date();
}

show();
