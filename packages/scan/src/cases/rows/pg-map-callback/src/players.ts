import { pool } from './db.js';

async function names(): Promise<string[]> {
  const players = (await pool.query('SELECT * FROM players')).rows;
  const grown = players.filter((player) => player.date_of_birth < new Date());
  const sorted = grown.sort((left, right) => left.full_name.localeCompare(right.full_name));
  return sorted.map(({ email }, index) => `${index} ${email}`);
}

names();
