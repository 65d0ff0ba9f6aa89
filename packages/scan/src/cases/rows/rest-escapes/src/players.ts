import { pool } from './db.js';

async function show(response: Response) {
  const { rows } = await pool.query('SELECT * FROM players');
  const { email, ...others } = rows[0];
  response.json({ others });
}

show();
