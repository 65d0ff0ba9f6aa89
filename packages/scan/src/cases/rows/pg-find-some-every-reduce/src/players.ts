import { pool } from './db.js';

async function fees(): Promise<number> {
  const { rows } = await pool.query('SELECT * FROM players');
  const found = rows.find((row) => row.id === 7);
  if (found && rows.some((row) => row.team_id === null) && rows.every(hasEmail)) return 0;
  return rows.reduce((sum, row) => sum + Number(row.season_fee), 0) + found.custom_notes.length;
}

function hasEmail(row: { email: string }): boolean {
  return row.email !== '';
}

fees();
