import { pool } from './db.js';

async function both(): Promise<string> {
  const [players, teams] = await Promise.all([pool.query('SELECT * FROM players'), pool.query('SELECT name FROM teams')]);
  return players.rows[0].full_name + teams.rows[0].name + teams.rows[0].team_id;
}

both();
